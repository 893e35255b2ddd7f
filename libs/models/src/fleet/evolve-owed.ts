import { isOnline } from "../agent-status.ts";
import type { EventData, FleetEvent } from "../events/fleet-event.ts";
import type { AgentLedger, OwedBeginning } from "./fleet-ledger.ts";

/** What an event tells of the beginning of a conversation that is still to come. */
export function evolveOwed({ owed, task }: AgentLedger, event: FleetEvent): OwedBeginning | undefined {
  switch (event.type) {
    case "agent_created":
      return event.data.awaits && { systemPrompt: event.data.awaits.system_prompt };
    case "agent_adopted":
      return isOnline(event.data.status) ? unlessOrdered(owed) : owed;
    case "agent_status_changed":
      return isOnline(event.data.to) ? unlessOrdered(owed) : owed;
    case "agent_deleted":
      return undefined;
    case "task_input_sent":
      return event.data.input_type === "task" ? afterInput(owed, event.data, task?.task) : owed;
    default:
      return owed;
  }
}

/** An agent is online only once its conversation has begun; what became of its task is told by that itself. */
const unlessOrdered = (owed: OwedBeginning | undefined): OwedBeginning | undefined =>
  owed?.inputId === undefined ? undefined : owed;

function afterInput(
  owed: OwedBeginning | undefined,
  { delivery, input_id: inputId, task_id: taskId, begins }: EventData<"task_input_sent">,
  task: string | undefined,
): OwedBeginning | undefined {
  const systemPrompt = owed?.systemPrompt;
  if (delivery === "sending")
    return (begins || owed) && owed?.inputId === undefined ? { systemPrompt, task, taskId, inputId } : owed;
  const isIt = owed && (owed.inputId === inputId || (owed.inputId === undefined && taskId === undefined));
  if (!isIt) return owed;
  return delivery === "refused" ? { systemPrompt, isRefused: true } : undefined;
}
