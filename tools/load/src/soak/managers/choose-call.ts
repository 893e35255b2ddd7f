import type { Dice } from "./dice.ts";
import { toolNames } from "./tool-call.ts";
import type { ToolCall, ToolName } from "./tool-call.ts";

export interface Situation {
  /** Agents that may be there, as far as anybody has heard. */
  readonly names: readonly string[];
  /** How many there should be: fewer make creations likely, more make deletions likely. */
  readonly wanted: number;
  /** Never given out before, by anybody: so whatever happens to a name or a text can be told. */
  readonly nextLabel: () => string;
}

/** How often each is asked, when the fleet has its size. */
const usual: Readonly<Record<ToolName, number>> = {
  list_agents: 8,
  show_agent: 12,
  create_agent: 8,
  start_agent_task: 26,
  cancel_agent_task: 10,
  restart_agent: 9,
  delete_agent: 7,
  show_agent_task_history: 8,
  show_agent_log: 10,
};
/** This share of calls goes to the first few agents, so that managers meet there. */
const crowding = 0.25;
const crowd = 6;

const projects = ["shop-backend", "docs-site"];
const roles = ["coder", "reviewer", "tester"];

/** What a manager does next. */
export function chooseCall(dice: Dice, situation: Situation): ToolCall {
  const tool = chooseTool(dice, situation);
  const input = inputFor(tool, dice, situation);
  return dice.chance(0.08) ? { tool, input, hangsUpAfterMs: dice.between(0, 1_500) } : { tool, input };
}

function chooseTool(dice: Dice, { names, wanted }: Situation): ToolName {
  if (names.length === 0) return dice.pick(["list_agents", "create_agent"]);
  const lack = Math.max(0.2, Math.min(4, wanted / names.length));
  const weights = { ...usual, create_agent: usual.create_agent * lack, delete_agent: usual.delete_agent / lack };
  let left = dice.next() * toolNames.reduce((sum, tool) => sum + weights[tool], 0);
  return toolNames.find((tool) => (left -= weights[tool]) < 0) ?? "list_agents";
}

function inputFor(tool: ToolName, dice: Dice, situation: Situation): ToolCall["input"] {
  if (tool === "list_agents")
    return dice.chance(0.5) ? {} : { page: dice.between(1, 3), page_size: dice.between(1, 100) };
  if (tool === "create_agent") return newAgent(dice, situation);
  const agent_name = chooseName(dice, situation.names);
  if (tool === "start_agent_task") return { agent_name, task: newTask(dice, situation.nextLabel()) };
  if (tool === "restart_agent" || tool === "delete_agent") return { agent_name, wait_seconds: dice.pick([0, 0, 3, 8]) };
  if (tool === "show_agent_log")
    return { agent_name, source: dice.pick(["conversation", "conversation", "build"]), page_size: 5 };
  return { agent_name };
}

function chooseName(dice: Dice, names: readonly string[]): string {
  if (dice.chance(0.02)) return "nobody-here";
  return dice.pick(dice.chance(crowding) ? names.slice(0, crowd) : names);
}

function newAgent(dice: Dice, { nextLabel }: Situation): ToolCall["input"] {
  const label = nextLabel();
  return {
    name: label,
    project: dice.pick(projects),
    wait_seconds: dice.pick([0, 0, 5, 10]),
    ...(dice.chance(0.7) ? { role: dice.pick(roles) } : {}),
    ...(dice.chance(0.8) ? { task: newTask(dice, nextLabel()) } : {}),
  };
}

/** The words at its end tell the simulated CLI what to make of it. */
function newTask(dice: Dice, label: string): string {
  const seconds = `work=${dice.between(2, 60)}`;
  const ending = dice.pick(["", "", "", "", " pr=https://git.example.com/acme/shop/pull/7", " fail", " ask", " stuck"]);
  return `Task ${label}: mend the gate ${seconds}${ending}`;
}
