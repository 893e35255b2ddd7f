import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

/** `confirm` asks the user before work is cut off; absent where nobody can be asked, and then it goes ahead. */
export interface ConfirmOptions extends CallOptions {
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** What a deletion cuts off: the words for the task that a busy agent works on, undefined when it does not work. */
export function interruptedTask({ summary }: AgentRecord): string | undefined {
  return summary.status === "busy" ? (summary.last_task?.task ?? "a task it has not named") : undefined;
}

/** False when the agent works and the user, who could be asked, does not want that cut off. */
export async function mayInterrupt(agent: AgentRecord, { confirm }: ConfirmOptions): Promise<boolean> {
  const task = interruptedTask(agent);
  if (task === undefined || confirm === undefined) return true;
  return confirm(
    `Agent "${agent.summary.name}" is working on "${task}". Delete it with its workspace? Work that was not pushed is lost.`,
  );
}
