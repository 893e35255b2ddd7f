import { compareTimes } from "@fleet-mcp/models";
import type { CallOptions, EventTypeName, FleetEvent, Task } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";
import { mergeHistory } from "./merge-history.ts";
import { recordedTasks } from "./recorded-tasks.ts";

const types: readonly EventTypeName[] = [
  "task_started",
  "task_input_sent",
  "task_succeeded",
  "task_failed",
  "task_cancelled",
  "agent_restarted",
];
const atOnce = 5_000;

/** The tasks of an agent, newest first, as Coder, its conversation and the event log remember them. */
export function createHistory({ conversations, events }: Pick<Repositories, "conversations" | "events">) {
  return { ofAgent, ofGone };

  async function ofAgent(agent: AgentRecord, options: CallOptions): Promise<Task[]> {
    const isBusy = agent.summary.status === "busy";
    const [prompts, kept] = await Promise.all([
      conversations.prompts(agent, options).catch(raiseServiceError),
      readAll(agent.workspaceId),
    ]);
    const beganAnew = kept.findLast(({ type }) => type === "agent_restarted")?.occurredAt;
    return mergeHistory({ reports: agent.reports, prompts, recorded: recordedTasks(kept), beganAnew, isBusy });
  }

  /** Of the agent that had this name last and is deleted; undefined when the log knows none. */
  async function ofGone(name: string): Promise<Task[] | undefined> {
    const wanted = name.trim().toLowerCase();
    const { agents } = await events.ledger();
    const gone = [...agents.values()].filter((agent) => agent.goneAt && agent.name.toLowerCase() === wanted);
    const last = gone.toSorted((a, b) => compareTimes(a.goneAt ?? "", b.goneAt ?? "")).at(-1);
    if (!last) return undefined;
    const recorded = recordedTasks(await readAll(last.workspaceId));
    return mergeHistory({ reports: [], prompts: [], recorded, isBusy: false });
  }

  async function readAll(workspaceId: string): Promise<FleetEvent[]> {
    const all: FleetEvent[] = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const more = await events
        .read({ workspaceIds: [workspaceId], types, after, limit: atOnce })
        .catch(raiseServiceError);
      if (more.length === 0) return all;
      all.push(...more);
    }
  }
}
