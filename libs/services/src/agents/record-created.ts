import type { CallOptions, FirstTask } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { createInputRecord } from "../events/input-record.ts";
import type { Journal } from "../events/journal.ts";

/** Writes down that an agent was created. A task that came with it is known to have arrived; one that it awaits is ordered later. */
export function createRecordCreated(journal: Journal) {
  return async (agent: AgentRecord, { task, systemPrompt }: FirstTask, options: CallOptions): Promise<void> => {
    const { workspaceId, summary, backend, ownerId, awaitsFirstTask } = agent;
    const role = summary.role === undefined ? {} : { role: summary.role };
    const born = { agent_name: summary.name, project: summary.project, ...role, owner_id: ownerId };
    const awaits = { awaits: systemPrompt === undefined ? {} : { system_prompt: systemPrompt } };
    const data = { ...born, backend, ...(awaitsFirstTask ? awaits : {}) };
    await journal.record(workspaceId, "agent_created", data, options);
    if (task === undefined || awaitsFirstTask) return;
    const task_id = crypto.randomUUID();
    const entry = { task_id, input_type: "task" } as const;
    const given = { task_id, task, origin: "ordered" } as const;
    const record = createInputRecord({ journal, workspaceId, entry, task: given, options });
    await record.attempt(async () => "yes");
    await record.settle();
  };
}
