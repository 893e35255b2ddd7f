import { cleanLine } from "@fleet-mcp/models";
import type { AgentSummary } from "@fleet-mcp/models";
import { lastTaskLine } from "./last-task-line.ts";
import type { ListedAgent } from "./listed-agent.ts";

/** What one list may cost a model: a little less than 4,000 tokens of 4 characters, leaving room for the page. */
const maxLength = 15_600;

/** How much of each reason and task is shown: everything, or the first of these that makes the list fit. */
const textLengths = [60, 54, 48, 42, 36, 30, 24, 18, 12];
const shortest = 12;

/** The rows of a list; its free text is cut where there are so many that they would not fit. */
export function toListedAgents(agents: readonly AgentSummary[]): ListedAgent[] {
  const whole = rows(agents, Number.POSITIVE_INFINITY);
  if (fits(whole)) return whole;
  const fitting = textLengths.find((length) => fits(rows(agents, length)));
  return rows(agents, fitting ?? shortest);
}

const fits = (shown: readonly ListedAgent[]): boolean => JSON.stringify(shown).length <= maxLength;

function rows(agents: readonly AgentSummary[], length: number): ListedAgent[] {
  return agents.map(({ status_reason, last_task, ...rest }) => ({
    ...rest,
    ...(status_reason ? { status_reason: cleanLine(status_reason, length) } : {}),
    ...(last_task ? { last_task: cleanLine(lastTaskLine(last_task), length) } : {}),
  }));
}
