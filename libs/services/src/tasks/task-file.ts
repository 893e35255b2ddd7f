import { maxTypedTaskLength } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import type { Reach } from "../agents/reach.ts";
import { ServiceError } from "../service-error.ts";

export interface TaskFileParts {
  readonly repositories: Pick<Repositories, "conversations">;
  readonly reach: Reach;
}

/** Long tasks as files: puts one on the agent's machine and gives the words that point to it. Throws `unsupported` where that cannot be done. */
export function createTaskFile({ repositories: { conversations }, reach }: TaskFileParts) {
  return async (agent: AgentRecord, taskId: string, task: string, options: CallOptions): Promise<string> => {
    try {
      const path = await conversations.upload(agent, { name: taskFileName(taskId), text: task }, options);
      return `Your task is in the file ${path} (${task.length} characters). Read all of it, then do what it says.`;
    } catch (error) {
      const isRefused = error instanceof RepositoryError && cannot.has(error.code);
      return isRefused ? raiseTooLong(agent, task, error) : reach.raiseUnlessGone(agent, error, options);
    }
  };
}

/** By it the message that points to the file is known as the task's own. */
export const taskFileName = (taskId: string): string => `fleet-task-${taskId}.md`;

const cannot: ReadonlySet<string> = new Set(["unsupported", "forbidden", "invalid_input"]);

function raiseTooLong({ summary }: AgentRecord, { length }: string, cause: RepositoryError): never {
  throw new ServiceError(
    "unsupported",
    `The task has ${length} characters; agent "${summary.name}" takes at most ${maxTypedTaskLength}, because a longer one cannot be put on its machine as a file. ${cause.message}`,
    {
      hint: "Put the long part into a file of the repository and name it in the task, or split the work into several tasks.",
      cause,
    },
  );
}
