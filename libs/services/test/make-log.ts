import type { Logger } from "@fleet-mcp/models";

/** A logger that keeps its lines. */
export function makeLog(): Logger & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (message: string, data: Readonly<Record<string, unknown>> = {}): void => {
    lines.push(`${message} ${JSON.stringify(data)}`);
  };
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
}
