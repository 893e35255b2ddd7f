import type { Logger } from "@fleet-mcp/models";

/** A logger that keeps its messages. */
export function makeLog(): Logger & { readonly messages: readonly string[] } {
  const messages: string[] = [];
  const keep = (message: string): void => {
    messages.push(message);
  };
  return { messages, debug: keep, info: keep, warn: keep, error: keep };
}
