import { WaitFor, WaitResult, cleanLine } from "@fleet-mcp/models";
import type { Happening } from "@fleet-mcp/models";
import type { WaitService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { longestWait } from "../wait-seconds.ts";

export const waitForAgents = (waiting: Pick<WaitService, "waitFor">) =>
  defineTool({
    name: "wait_for_agents",
    title: "Wait for agents",
    toolset: "fleet",
    description:
      "Waits for the first thing of a kind to happen to agents and says what it was; returns at once when it is already so. Prefer it to calling show_agent or list_agents again and again.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({
      agent_names: z.array(z.string()).min(1).max(maxNames).optional().describe("Names as in list_agents; else all."),
      until: WaitFor.describe("finished: its task ended; attention: somebody has to look."),
      timeout_seconds: z
        .number()
        .int()
        .min(1)
        .max(longestWait)
        .default(45)
        .describe("Then the answer is how they stand."),
      cursor: z
        .number()
        .int()
        .min(0)
        .optional()
        .describe("Of the last answer: what happened since counts too; for attention, only that."),
    }),
    output: WaitResult,
    async handle({ agent_names, until, timeout_seconds, cursor }, options) {
      const request = { agentNames: agent_names, until, timeoutSeconds: timeout_seconds, cursor };
      return waiting.waitFor(request, options);
    },
    shorten({ happened, more_happened = 0, agents, more_agents = 0, ...rest }, { length, entries }) {
      const events = happened.slice(-entries).map((event) => ({ ...event, what: cleanLine(event.what, length) }));
      const untold = more_happened + happened.length - events.length;
      const rows = agents
        .slice(0, entries)
        .map(({ status_reason, ...row }) => ({ ...row, ...reasonOf(status_reason, length) }));
      const more = more_agents + agents.length - rows.length;
      return {
        ...rest,
        happened: events,
        ...(untold > 0 ? { more_happened: untold } : {}),
        agents: rows,
        ...(more > 0 ? { more_agents: more } : {}),
      };
    },
    text: ({ reached, happened, more_happened, agents, more_agents, cursor }, quote) =>
      [
        reached ? "It happened." : whyNot(agents),
        ...(happened.length > 0 ? [quote(happened.map(happeningLine).join("\n"), "this server and the agents")] : []),
        ...(more_happened
          ? [`${more_happened} more of the kind are not shown: see query_events, list_alerts or list_agents.`]
          : []),
        ...agents.map(standingLine),
        ...(more_agents ? [`${more_agents} more agents: see list_agents.`] : []),
        `cursor ${cursor}`,
      ].join("\n"),
  });

const whyNot = (agents: WaitResult["agents"]): string =>
  agents.length > 0 && agents.every(({ status }) => status === "deleted")
    ? "It cannot happen any more: they are gone."
    : "The time was over first; this is how they stand.";

/** As many as a page of list_agents holds. */
const maxNames = 100;

const reasonOf = (reason: string | undefined, length: number): { status_reason?: string } =>
  reason === undefined ? {} : { status_reason: cleanLine(reason, length) };

const happeningLine = ({ at, agent_name, what }: Happening): string =>
  `${at} ${agent_name ?? "fleet"}: ${cleanLine(what, 1_000)}`;

const standingLine = ({ agent_name, status, status_reason }: WaitResult["agents"][number]): string =>
  `${agent_name}: ${status}${status_reason ? ` (${cleanLine(status_reason, 1_000)})` : ""}`;
