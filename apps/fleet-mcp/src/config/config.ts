import { isIP } from "node:net";
import { isAbsolute } from "node:path";
import { BackendChoice } from "@fleet-mcp/models";
import { toolsetNames } from "@fleet-mcp/tools";
import type { ToolsetName } from "@fleet-mcp/tools";
import { z } from "zod";
import { isLoopback } from "../access/is-loopback.ts";
import { logLevels } from "../logger.ts";
import { AlertThresholds, alertThresholdDefaults } from "./alert-thresholds.ts";
import { noDataDir } from "./event-log-file.ts";
import type { Flags } from "./parse-flags.ts";
import type { CliLogin } from "./read-cli-login.ts";
import { isNoCoderKnown, resolveCoder } from "./resolve-coder.ts";
import type { CoderLogin } from "./resolve-coder.ts";
import { settings } from "./settings.ts";
import type { SettingName } from "./settings.ts";
import { StartError } from "../start-error.ts";

/** Everything the process is told from outside, read once. A message continues the name of the variable or flag. */
const Settings = z.object({
  backend: z.enum(BackendChoice.options, { error: oneOf(BackendChoice.options) }).default("auto"),
  appSlug: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: must("be the slug of a workspace app: a-z, 0-9 and hyphens") })
    .optional(),
  owner: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/i, { error: must("be me or the name of a Coder user") })
    .default("me"),
  readOnly: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["true", "false", "1", "0"], { error: oneOf(["true", "false", "1", "0"]) }))
    .default("false")
    .transform((word) => word === "true" || word === "1"),
  toolsets: z
    .string()
    .transform((words) => words.split(",").map((word) => word.trim().toLowerCase()))
    .transform((words, context) => toToolsets(words, context))
    .default([...toolsetNames]),
  dataDir: z
    .string()
    .refine((folder) => folder === noDataDir || isAbsolute(folder), {
      error: must("be the full path of a folder, or none to keep events in memory"),
    })
    .optional(),
  observe: wholeNumber(3_600, 0).default(30),
  alertThresholds: AlertThresholds.default(alertThresholdDefaults),
  // Both may be secret: no message repeats them.
  alertWebhook: z
    .string()
    .refine(isWebhook, {
      error:
        "must be an https address without a user or password; http is for this machine only, such as http://127.0.0.1:8080.",
    })
    .optional(),
  alertWebhookSecret: z.string().min(16, { error: "must have at least 16 characters." }).optional(),
  host: z
    .string()
    .refine(isHost, { error: must("be an IP address or a host name") })
    .default("127.0.0.1"),
  port: z
    .string()
    .regex(/^\d{1,5}$/, { error: must("be a whole number from 0 to 65535"), abort: true })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: must("be a whole number from 0 to 65535") })
    .default(3737),
  // What a token may look like is decided where it is used: no message may repeat it.
  authToken: z.string().optional(),
  authTokenFile: z.string().optional(),
  requestsPerMinute: wholeNumber(1_000_000).default(600),
  concurrentCalls: wholeNumber(10_000).default(32),
  logLevel: z.enum(logLevels, { error: oneOf(logLevels) }).default("info"),
});

export interface Config extends z.infer<typeof Settings> {
  /** Absent only with --demo, when no Coder is known. */
  readonly coder: CoderLogin | undefined;
  readonly transport: "stdio" | "http";
  /** Where each value came from that is no default: a flag, a variable or the login of the Coder CLI. Never a value. */
  readonly sources: Readonly<Partial<Record<SettingName, string>>>;
}

interface Sources {
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asked only when environment and flags do not name a Coder. */
  cliLogin(): CliLogin | undefined;
}

/** Flags over variables over defaults. Throws StartError that names the variable or flag and what it may be. */
export function loadConfig({ flags, env, cliLogin }: Sources): Config {
  const given = new Map<SettingName, { readonly value: string; readonly from: string }>();
  for (const { name, variable, flag } of settings) {
    const fromFlag = flags.values[name]?.trim();
    const fromEnv = env[variable]?.trim();
    if (fromFlag && flag) given.set(name, { value: fromFlag, from: `--${flag}` });
    else if (fromEnv) given.set(name, { value: fromEnv, from: variable });
  }
  refuseIdleFlags(flags);
  const parsed = Settings.safeParse(Object.fromEntries([...given].map(([name, { value }]) => [name, value])));
  if (!parsed.success) throw new StartError(firstFault(parsed.error, (name) => given.get(name)?.from));
  if (parsed.data.alertWebhook !== undefined && parsed.data.alertWebhookSecret === undefined)
    throw new StartError(unsignedWebhook);
  const known = { url: given.get("coderUrl"), token: given.get("coderToken")?.value, cliLogin };
  const coder = flags.demo && isNoCoderKnown(known) ? undefined : resolveCoder(known);
  const fromLogin = coder ? { coderUrl: "coder login", coderToken: "coder login" } : {};
  const sources = { ...fromLogin, ...Object.fromEntries([...given].map(([name, { from }]) => [name, from])) };
  return { ...parsed.data, coder, transport: flags.http ? "http" : "stdio", sources };
}

/** A stdio server that was given a port would wait in silence for somebody who knocks at it. A variable may be meant for another. */
function refuseIdleFlags({ http, values }: Flags): void {
  const idle = settings.find(({ name, needsHttp }) => needsHttp && values[name] !== undefined);
  if (idle && !http) throw new StartError(`--${idle.flag} needs --http.`);
}

const unsignedWebhook =
  "FLEET_MCP_ALERT_WEBHOOK needs FLEET_MCP_ALERT_WEBHOOK_SECRET: alerts are signed with it, so that their receiver knows them from others'.";

/** Alerts name agents and quote them: nobody on the way may read them. */
function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname.replace(/^\[(.*)\]$/, "$1")));
}

function toToolsets(words: readonly string[], context: z.RefinementCtx): readonly ToolsetName[] {
  if (words.includes("all")) return toolsetNames;
  const wrong = words.find((word) => !toolsetNames.some((name) => name === word));
  if (wrong === undefined) return toolsetNames.filter((name) => words.includes(name));
  context.addIssue(`has no toolset ${JSON.stringify(wrong)}. Allowed: all, or some of ${toolsetNames.join(",")}.`);
  return z.NEVER;
}

/** An address, or a name by the rules of DNS. */
function isHost(text: string): boolean {
  return isIP(text) > 0 || (/^(?!.*[.][\d.]*$)[a-z0-9.-]{1,253}$/i.test(text) && text.split(".").every(isLabel));
}

const isLabel = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);

function wholeNumber(most: number, least = 1) {
  const error = must(`be a whole number from ${least} to ${most}`);
  return z
    .string()
    .regex(/^\d{1,7}$/, { error, abort: true })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
}

function firstFault(error: z.ZodError, sourceOf: (name: SettingName) => string | undefined): string {
  const [issue] = error.issues;
  const setting = settings.find(({ name }) => name === issue?.path[0]);
  return `${(setting && sourceOf(setting.name)) ?? "The configuration"} ${issue?.message ?? "is wrong"}`;
}

function must(be: string) {
  return ({ input }: { readonly input?: unknown }): string => `must ${be}; it is ${JSON.stringify(input)}.`;
}

function oneOf(words: readonly string[]) {
  return must(`be ${listOf(words)}`);
}

function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
