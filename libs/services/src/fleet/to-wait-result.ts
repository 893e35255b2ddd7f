import { compareTimes } from "@fleet-mcp/models";
import type { AgentStatus, Happening, WaitResult } from "@fleet-mcp/models";
import type { PresentAgent } from "./present-agents.ts";

const mostHappenings = 20;
const mostAgents = 50;

export interface WaitOutcome {
  /** What fulfilled the wait; none: the time was over. */
  readonly fulfilled: readonly Happening[];
  /** Whatever else happened, oldest first. */
  readonly happened: readonly Happening[];
  /** So much more fulfilled it and was not read. */
  readonly unread: number;
  readonly agents: readonly PresentAgent[];
  readonly cursor: number;
}

/** The answer to a wait, bounded: what fulfilled it stays, then what is newest; agents with something to look at come first. */
export function toWaitResult({ fulfilled, happened, unread, agents, cursor }: WaitOutcome): WaitResult {
  const involved = new Set(fulfilled.map(({ agent_name: name }) => name));
  const shown = agents
    .toSorted((a, b) => rank(a, involved) - rank(b, involved) || a.name.localeCompare(b.name))
    .slice(0, mostAgents);
  const untold = Math.max(0, fulfilled.length - mostHappenings) + unread;
  return {
    reached: fulfilled.length > 0,
    happened: cut(fulfilled, happened),
    ...(untold > 0 ? { more_happened: untold } : {}),
    agents: shown.map(({ name, status, statusReason }) => ({
      agent_name: name,
      status,
      ...(statusReason === undefined ? {} : { status_reason: statusReason }),
    })),
    ...(agents.length > shown.length ? { more_agents: agents.length - shown.length } : {}),
    cursor,
  };
}

function cut(fulfilled: readonly Happening[], happened: readonly Happening[]): Happening[] {
  const first = fulfilled.slice(-mostHappenings);
  const known = new Set(first.map(lineOf));
  const others = happened.filter((each) => !known.has(lineOf(each)));
  const rest = others.slice(Math.max(0, others.length - (mostHappenings - first.length)));
  return [...first, ...rest].toSorted((a, b) => compareTimes(a.at, b.at));
}

const lineOf = ({ agent_name, what, at }: Happening): string => JSON.stringify([agent_name, what, at]);

const troubled: readonly AgentStatus[] = ["failed", "offline", "canceled"];

function rank({ name, status }: PresentAgent, involved: ReadonlySet<string | undefined>): number {
  if (involved.has(name)) return 0;
  if (troubled.includes(status)) return 1;
  return status === "idle" || status === "stopped" ? 3 : 2;
}
