import type { EventData, EventTypeName, NewFleetEvent } from "@fleet-mcp/models";
import { openEventLog } from "./open-event-log.ts";

const apartMs = 60_000;

/** Writes tasks of one agent, given and done, to a log that a server may have open, the last of them a minute ago. */
export async function addHistory(file: string, agentName: string, tasks: number): Promise<void> {
  const events = openEventLog(file);
  const { agents } = await events.ledger();
  const workspaceId = [...agents.values()].find(({ name }) => name === agentName)?.workspaceId;
  if (workspaceId === undefined) throw new Error(`The log does not know ${agentName}.`);
  const firstMs = Date.now() - tasks * apartMs;
  await events.append(
    Array.from({ length: tasks }, (_, task) => oneTask(workspaceId, task + 1, firstMs + task * apartMs)).flat(),
  );
  await events.close();
}

function oneTask(workspaceId: string, number: number, ms: number): NewFleetEvent[] {
  const [task_id, input_id] = [crypto.randomUUID(), crypto.randomUUID()];
  const sent = { input_id, task_id, input_type: "task", delivery: "delivered" } as const;
  return [
    happened(workspaceId, "task_started", ms, { task_id, task: `Write page ${number}`, origin: "ordered" }),
    happened(workspaceId, "task_input_sent", ms + 300, sent),
    happened(workspaceId, "task_succeeded", ms + 30_000, {
      task_id,
      outcome: `Page ${number} is written.`,
      duration_ms: 30_000,
      reported: true,
    }),
  ];
}

function happened<T extends EventTypeName>(workspaceId: string, type: T, ms: number, data: EventData<T>) {
  const occurredAt = new Date(ms).toISOString();
  // The compiler cannot follow that a type and its own data make one of the union's members.
  return { type, data, subject: { workspaceId }, occurredAt, origin: { actor: "manager" } } as NewFleetEvent;
}
