import type { CallOptions, EventData, InputDelivery } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";
import type { Journal } from "./journal.ts";

type Entry = Omit<EventData<"task_input_sent">, "input_id" | "delivery">;

export interface InputRecordParts {
  readonly journal: Journal;
  readonly workspaceId: string;
  readonly entry: Entry;
  /** What goes before the entry: the task that it begins. */
  readonly task?: EventData<"task_started"> | undefined;
  readonly options: CallOptions;
}

/** One input in the log: that it is about to be sent, once, and what became of it, whatever happens in between. */
export function createInputRecord({ journal, workspaceId, entry, task, options }: InputRecordParts) {
  const input_id = crypto.randomUUID();
  let delivery: InputDelivery | undefined;
  return { attempt, settle };

  /** Sends. Undefined from `send`, and an error of ours, prove that nothing arrived; a call that is broken off proves nothing. */
  async function attempt<T extends "yes" | "queued" | "unknown" | undefined>(send: () => Promise<T>): Promise<T> {
    if (delivery === undefined) await begin();
    delivery = "unknown";
    try {
      const answer = await send();
      // What is queued has arrived, and is taken up without anybody's doing.
      delivery = answer === "yes" || answer === "queued" ? "delivered" : (answer ?? "refused");
      return answer;
    } catch (error) {
      if (error instanceof ServiceError) delivery = "refused";
      throw error;
    }
  }

  /** For `finally`. Keeps nothing when nothing was attempted. */
  async function settle(): Promise<void> {
    if (delivery !== undefined) await write(delivery);
  }

  async function begin(): Promise<void> {
    if (task) await journal.record(workspaceId, "task_started", task, options);
    await write("sending");
  }

  async function write(state: InputDelivery): Promise<void> {
    await journal.record(workspaceId, "task_input_sent", { ...entry, input_id, delivery: state }, options);
  }
}
