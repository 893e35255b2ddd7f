import { types } from "node:util";
import { createRedactor } from "@fleet-mcp/models";
import type { Clock, Logger } from "@fleet-mcp/models";
import { pino } from "pino";

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

/** Writes one JSON object a line: level, time, the data, message. */
export function createLogger({ level, clock, secrets, write }: LoggerSetup): Logger {
  const redact = createRedactor(secrets);
  const options = {
    level,
    base: null,
    messageKey: "message",
    timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
    formatters: { level: (word: string) => ({ level: word }), log: (data: object) => plainFields(data) },
    redact: { paths: secretPaths, censor: "[redacted]" },
  };
  const lines = pino(options, { write: (line: string) => write(redact(line)) });
  return {
    debug: (message, data) => lines.debug(data ?? {}, message),
    info: (message, data) => lines.info(data ?? {}, message),
    warn: (message, data) => lines.warn(data ?? {}, message),
    error: (message, data) => lines.error(data ?? {}, message),
  };
}

/** Never written, whatever they hold: in the data itself and two levels below. */
const secretPaths = [".token", ".authorization", ".cookie", '["coder-session-token"]', ".headers"].flatMap((key) => [
  key.replace(/^[.]/, ""),
  `*${key}`,
  `*.*${key}`,
]);

const plainFields = (data: object, path: readonly object[] = [data]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, plain(value, path)]));

/** A tree of plain values: pino writes errors below the top as `{}`, and its redaction would follow a circle for ever. */
function plain(value: unknown, ancestors: readonly object[]): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (ancestors.includes(value)) return "[circular]";
  if (ancestors.length >= maxDepth) return "[too deep]";
  const path = [...ancestors, value];
  if (isError(value)) return plainFields(errorFields(value), path);
  if ("toJSON" in value && typeof value.toJSON === "function") return plain(value.toJSON(), path);
  return Array.isArray(value) ? value.map((item) => plain(item, path)) : plainFields(value, path);
}

const maxDepth = 12;

/** Also errors of another realm, which are not an instance of this one's Error. */
const isError = (value: unknown): value is Error => types.isNativeError(value) || value instanceof Error;

/** Name, message, plain fields such as code and status, stack, causes. Objects on an error may hold requests with their headers. */
function errorFields(error: Error): Record<string, unknown> {
  const fields = Object.entries(error).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  const { name, message, stack, cause } = error;
  return { name, message, ...Object.fromEntries(fields), stack, ...(cause === undefined ? {} : { cause }) };
}
