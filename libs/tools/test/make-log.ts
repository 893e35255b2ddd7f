import type { Logger } from "@fleet-mcp/models";

interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A logger that keeps its lines. */
export function makeLog(): Logger & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Logger) =>
    (message: string, data: Readonly<Record<string, unknown>> = {}): void => {
      lines.push({ level, message, data });
    };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
