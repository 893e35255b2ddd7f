import type { AgentLedger } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

/**
 * Since when an idle agent has said nothing new: work may begin and end between two looks, and then its status never changed. Its
 * reports tell of that, and so does a task of ours. ISO 8601.
 */
export function restsSince({ since, task }: AgentLedger, { reports }: Pick<AgentRecord, "reports">): string {
  const work = reports.findIndex(({ state }) => state === "working");
  const rested = reports.slice(0, work === -1 ? undefined : work).at(-1)?.at;
  const given = task?.isOrdered ? (task.endedAt ?? task.startedAt) : undefined;
  const times = [since, rested, given].filter((at) => at !== undefined).map((at) => Date.parse(at));
  return new Date(Math.max(...times)).toISOString();
}
