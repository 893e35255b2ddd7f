import { BackendChoice } from "@fleet-mcp/models";
import { z } from "zod";
import { logLevels } from "./logger.ts";
import type { Flags } from "./parse-flags.ts";
import type { CliLogin } from "./read-cli-login.ts";
import { isNoCoderKnown, resolveCoder } from "./resolve-coder.ts";
import type { CoderLogin } from "./resolve-coder.ts";
import { settings } from "./settings.ts";
import type { SettingName } from "./settings.ts";
import { StartError } from "./start-error.ts";

/** Everything the process is told from outside, read once. A message continues the name of the variable or flag. */
const Settings = z.object({
  backend: z
    .string()
    .refine((word) => word !== "chats", {
      error: `is "chats", which this version does not have yet. Allowed: ${listOf(BackendChoice.options)}.`,
      abort: true,
    })
    .pipe(z.enum(BackendChoice.options, { error: oneOf(BackendChoice.options) }))
    .default("auto"),
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
  host: z
    .enum(["127.0.0.1", "localhost", "::1"], {
      error: must("be 127.0.0.1, localhost or ::1: this version does not authenticate its callers"),
    })
    .default("127.0.0.1"),
  port: z
    .string()
    .regex(/^\d{1,5}$/, { error: must("be a whole number from 0 to 65535"), abort: true })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: must("be a whole number from 0 to 65535") })
    .default(3737),
  logLevel: z.enum(logLevels, { error: oneOf(logLevels) }).default("info"),
});

export interface Config extends z.infer<typeof Settings> {
  /** Absent only with --demo, when no Coder is known. */
  readonly coder: CoderLogin | undefined;
  readonly transport: "stdio" | "http";
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
  const known = { url: given.get("coderUrl"), token: given.get("coderToken")?.value, cliLogin };
  const coder = flags.demo && isNoCoderKnown(known) ? undefined : resolveCoder(known);
  return { ...parsed.data, coder, transport: flags.http ? "http" : "stdio" };
}

/** A stdio server that was given a port would wait in silence for somebody who knocks at it. */
function refuseIdleFlags({ http, values }: Flags): void {
  if (http) return;
  if (values.port !== undefined) throw new StartError("--port needs --http.");
  if (values.host !== undefined) throw new StartError("--host needs --http.");
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
