import type { AgentSummary } from "@fleet-mcp/models";
import type { Detail } from "../answers/detail.ts";
import { cutRows } from "./cut-rows.ts";
import { lastTaskLine } from "./last-task-line.ts";
import type { ListedAgent } from "./listed-agent.ts";
import { pullRequestLine } from "./pull-request-line.ts";

/** What a concise list may cost a model: a little less than 4,000 tokens of 4 characters, leaving room for the page. */
const maxLength = 15_600;

/** How much of each reason and task is shown: everything, or the first of these that makes the list fit. */
const textLengths = [60, 54, 48, 42, 36, 30, 24, 18, 12];
const shortest = 12;

/** The rows of a list, concise ones with their free text cut where there are so many that they would cost too much. */
export function toListedAgents(agents: readonly AgentSummary[], detail: Detail): ListedAgent[] {
  const whole = agents.map(toListedAgent);
  if (detail === "full") return whole;
  const short = [Number.POSITIVE_INFINITY, ...textLengths].find((length) => fits(cutRows(whole, length))) ?? shortest;
  return cutRows(whole, short);
}

/** On one line each, as a text or a row of a list shows it. */
export function toListedAgent(agent: AgentSummary): ListedAgent {
  const {
    last_task,
    pull_request: _,
    pull_request_status: _status,
    pull_request_check_status: _checks,
    ...rest
  } = agent;
  const pull_request = pullRequestLine(agent);
  return {
    ...rest,
    ...(last_task ? { last_task: lastTaskLine(last_task) } : {}),
    ...(pull_request ? { pull_request } : {}),
  };
}

const fits = (shown: readonly ListedAgent[]): boolean => JSON.stringify(shown).length <= maxLength;
