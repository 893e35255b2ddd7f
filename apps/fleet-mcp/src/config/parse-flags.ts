import { parseArgs } from "node:util";
import { settings } from "./settings.ts";
import type { SettingName } from "./settings.ts";
import { StartError } from "../start-error.ts";

export interface Flags {
  readonly http: boolean;
  readonly demo: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly values: Readonly<Partial<Record<SettingName, string>>>;
}

/** Reads the command line; the last of a repeated flag counts. Throws StartError for what is not a flag or lacks its value. */
export function parseFlags(args: readonly string[]): Flags {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const switches = { http: false, demo: false, help: false, version: false };
  const values: Partial<Record<SettingName, string>> = {};
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw new StartError(`${JSON.stringify(token.value)} is not a flag. ${seeHelp}`);
    const setting = settings.find(({ flag }) => flag === token.name);
    if (isSwitch(token.name)) switches[token.name] = withoutValue(token.rawName, token.value);
    else if (setting === undefined) throw new StartError(`There is no flag ${token.rawName}. ${seeHelp}`);
    else if (setting.takes === undefined) values[setting.name] = String(withoutValue(token.rawName, token.value));
    else values[setting.name] = withValue(token.rawName, token.value, setting.takes);
  }
  return { ...switches, values };
}

const seeHelp = "fleet-mcp --help lists the flags.";

const switchNames = ["http", "demo", "help", "version"] as const;
type SwitchName = (typeof switchNames)[number];
const isSwitch = (name: string): name is SwitchName => switchNames.some((known) => known === name);

const options: NonNullable<Parameters<typeof parseArgs>[0]>["options"] = {
  http: { type: "boolean" },
  demo: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  ...Object.fromEntries(
    settings.flatMap(({ flag, takes }) =>
      flag === undefined ? [] : [[flag, { type: takes === undefined ? ("boolean" as const) : ("string" as const) }]],
    ),
  ),
};

function withoutValue(flag: string, value: string | undefined): true {
  if (value !== undefined) throw new StartError(`${flag} takes no value.`);
  return true;
}

function withValue(flag: string, value: string | undefined, takes: string): string {
  if (value === undefined || value === "") throw new StartError(`${flag} needs a value: ${flag} ${takes}.`);
  return value;
}
