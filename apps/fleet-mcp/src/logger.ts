import { types } from "node:util";
import type { Clock, Logger } from "@fleet-mcp/models";

/** From quiet to talkative; each level writes what the ones before it write. */
export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

interface LoggerSetup {
  readonly level: LogLevel;
  readonly clock: Clock;
  /** Values that are replaced wherever they appear in a line. */
  readonly secrets: readonly string[];
  write(line: string): void;
}

/** Writes one JSON object a line: time, level, message, then the data. */
export function createLogger({ level, clock, secrets, write }: LoggerSetup): Logger {
  const redact = redactorOf(secrets);
  const at = (own: LogLevel) => {
    if (logLevels.indexOf(own) > logLevels.indexOf(level)) return () => {};
    return (message: string, data?: Readonly<Record<string, unknown>>): void => {
      const time = new Date(clock.now()).toISOString();
      write(`${redact(toJson({ time, level: own, message, ...data }))}\n`);
    };
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Secrets are found as they are, as JSON writes them and as addresses write them. */
function redactorOf(secrets: readonly string[]): (text: string) => string {
  const spellings = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return (text) => [...new Set(spellings)].reduce((rest, spelling) => rest.replaceAll(spelling, "[redacted]"), text);
}

/** JSON of anything at all: a log line must not fail on what it is given. */
function toJson(line: Readonly<Record<string, unknown>>): string {
  const ancestors: unknown[] = [];
  return JSON.stringify(line, function plain(this: unknown, _key: string, value: unknown) {
    const known = isError(value) ? errorFields(value) : value;
    if (typeof known === "bigint") return String(known);
    if (typeof known !== "object" || known === null) return known;
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
    if (ancestors.includes(known)) return "[circular]";
    if (ancestors.length >= maxDepth) return "[too deep]";
    ancestors.push(known);
    return known;
  });
}

const maxDepth = 12;

/** Also errors of another realm, which are not an instance of this one's Error. */
const isError = (value: unknown): value is Error => types.isNativeError(value) || value instanceof Error;

/** Name, message, plain fields such as code and status, stack, causes. Objects on an error may hold requests with their headers. */
function errorFields(error: Error): Record<string, unknown> {
  const plain = Object.entries(error).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  const { name, message, stack, cause } = error;
  return { name, message, ...Object.fromEntries(plain), stack, ...(cause === undefined ? {} : { cause }) };
}
