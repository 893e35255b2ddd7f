import { drawTable } from "./draw-table.ts";
import { formatAmount } from "./format-amount.ts";
import type { GrowthPoint, GrowthVerdict } from "./growth.ts";

const head = ["agents", "list_agents", "per agent", "requests", "from Coder", "memory"];

/** The fleets side by side, and what is concluded. */
export function growthTable(
  points: readonly GrowthPoint[],
  { isLinear, asksPerAgent, reasons }: GrowthVerdict,
): string {
  const rows = points.map(({ agents, ms, requests, bytes, memoryBytes }) => [
    agents.toLocaleString("en-US"),
    formatAmount(ms, "ms"),
    formatAmount(ms / agents, "ms"),
    String(requests),
    `${(bytes / 1e6).toFixed(2)} MB`,
    formatAmount(memoryBytes / 1e6, "MB"),
  ]);
  return [
    drawTable(head, rows, head),
    "",
    `${isLinear ? "Linear" : "NOT LINEAR"}; ${asksPerAgent ? "SOMETHING IS ASKED PER AGENT" : "nothing is asked per agent"}:`,
    ...reasons.map((reason) => `- ${reason}`),
  ].join("\n");
}
