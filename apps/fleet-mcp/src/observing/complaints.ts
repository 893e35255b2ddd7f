import { FleetError } from "@fleet-mcp/models";
import type { Logger } from "@fleet-mcp/models";

/** Warnings of something that is tried for ever: each kind of trouble is told once, and that it is over. */
export function createComplaints(log: Logger) {
  const told = new Set<string>();
  return { add, settle };

  /** `trouble` is an error, or a sentence about it. */
  function add(message: string, trouble: unknown): void {
    const kind = kindOf(trouble);
    if (told.has(kind)) return;
    told.add(kind);
    log.warn(message, typeof trouble === "string" ? { problem: trouble } : { error: trouble });
  }

  function settle(message: string): void {
    if (told.size > 0) log.info(message);
    told.clear();
  }
}

function kindOf(trouble: unknown): string {
  if (trouble instanceof FleetError) return trouble.code;
  return trouble instanceof Error ? `${trouble.name}: ${trouble.message}` : String(trouble);
}
