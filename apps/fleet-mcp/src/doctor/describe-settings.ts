import type { Config } from "../config/config.ts";
import type { Flags } from "../config/parse-flags.ts";
import { settings } from "../config/settings.ts";
import type { SettingName } from "../config/settings.ts";

export interface Given {
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The address of a webhook often is one. */
const secrets: readonly SettingName[] = ["coderToken", "authToken", "alertWebhook", "alertWebhookSecret"];

/** Each setting with its value and where that came from. Of a secret only its length is told. */
export function describeSettings(given: Given, config?: Config): string[] {
  return settings.map(({ name, variable, flag }) => {
    const { value, source } = config ? inUse(config, name) : asGiven(given, { name, variable, flag });
    return `${variable}: ${value === undefined ? "not set" : `${shown(name, value)} (${source})`}`;
  });
}

interface Described {
  readonly value: string | undefined;
  readonly source: string;
}

function inUse(config: Config, name: SettingName): Described {
  const { coder, ...rest } = config;
  const values: Readonly<Partial<Record<SettingName, unknown>>> = {
    ...rest,
    coderUrl: coder?.url,
    coderToken: coder?.token,
  };
  const value = values[name];
  const from = config.sources[name];
  return { value: value === undefined ? undefined : written(value), source: from ? `from ${from}` : "default" };
}

/** As it would be set. */
const written = (value: unknown): string =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .map((pair) => pair.join("="))
        .join(", ")
    : String(value);

/** What is set, while the configuration as a whole is wrong. */
function asGiven(
  { flags, env }: Given,
  {
    name,
    variable,
    flag,
  }: { readonly name: SettingName; readonly variable: string; readonly flag?: string | undefined },
): Described {
  const fromFlag = flags.values[name]?.trim();
  if (fromFlag) return { value: fromFlag, source: `from --${flag}` };
  return { value: env[variable]?.trim() || undefined, source: `from ${variable}` };
}

function shown(name: SettingName, value: string): string {
  const masked = `set, ${value.length} characters`;
  if (secrets.includes(name)) return masked;
  return name === "coderUrl" && mayHoldSecret(value) ? masked : value;
}

/** An address with a password, a query or a fragment; also what is no address at all and may be a token in the wrong place. */
function mayHoldSecret(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { protocol, username, password, search, hash } = new URL(text);
  return !/^https?:$/.test(protocol) || [username, password, search, hash].some((part) => part !== "");
}
