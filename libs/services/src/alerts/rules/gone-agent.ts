import type { AgentLedger, AlertRule } from "@fleet-mcp/models";
import type { Verdict } from "./verdict.ts";

/** That somebody else deleted an agent is news for so long. */
const newsMs = 30 * 60_000;

/** What there is to say about an agent that is gone; everything else about it has settled itself. */
export function judgeGone({ goneAt, goneBy, name }: AgentLedger, now: number): ReadonlyMap<AlertRule, Verdict> {
  const isNews = goneAt !== undefined && goneBy === "others" && now - Date.parse(goneAt) < newsMs;
  if (!isNews) return new Map();
  const evidence = `Agent "${name}" was deleted by somebody else.`;
  return new Map([["deleted_by_others", { severity: "info", cause: goneAt, evidence, isDue: true }]]);
}
