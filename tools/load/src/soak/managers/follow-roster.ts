import { z } from "zod";
import type { ReadAnswer } from "./read-answer.ts";
import type { Roster } from "./roster.ts";
import type { ToolCall } from "./tool-call.ts";

const Listed = z.object({ agents: z.array(z.object({ name: z.string() })) });
const Changed = z.object({ agent: z.object({ name: z.string(), status: z.string() }) });

/** What an answer tells of who is there. A name that was not found stays out until a list shows it. */
export function followRoster(roster: Roster, { tool, input }: ToolCall, answer: ReadAnswer): void {
  if (answer.kind === "refusal" && answer.code === "not_found" && input.agent_name !== undefined) {
    roster.remove(String(input.agent_name));
  }
  if (answer.kind !== "result") return;
  if (tool === "list_agents") for (const { name } of Listed.parse(answer.value).agents) roster.add(name);
  if (tool === "create_agent") roster.add(Changed.parse(answer.value).agent.name);
  if (tool !== "delete_agent") return;
  const { name, status } = Changed.parse(answer.value).agent;
  if (status === "deleted") roster.remove(name);
}
