import { AgentName, TaskReceipt, maxTaskLength } from "@fleet-mcp/models";
import type { TaskService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";

export const startAgentTask = (tasks: Pick<TaskService, "start">) =>
  defineTool({
    name: "start_agent_task",
    title: "Start agent task",
    toolset: "tasks",
    description:
      "Gives an idle agent a task in its running conversation and returns a receipt at once. A busy agent is refused: nothing is queued.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    input: z.object({
      agent_name: AgentName,
      task: z.string().describe(`What it is to do, up to ${maxTaskLength} characters.`),
      requires: z.string().optional().describe("Role or capability the agent has to have."),
    }),
    output: z.object({ receipt: TaskReceipt.describe("Proof of delivery.") }),
    async handle({ agent_name, task, requires }, options) {
      return { receipt: await tasks.start(agent_name, task, options, { requires }) };
    },
    text: ({ receipt }) =>
      [sentences[receipt.delivered](receipt), ...(receipt.warning === undefined ? [] : [receipt.warning])].join("\n"),
  });

const sentences: Readonly<Record<TaskReceipt["delivered"], (receipt: TaskReceipt) => string>> = {
  yes: ({ agent_name, sent_at, backend }) => `${agent_name} has its task (${sent_at}, ${backend}).`,
  queued: ({ agent_name }) =>
    `${agent_name} had just begun with something else: the task is queued and comes next; cancel_agent_task takes it back.`,
  unknown: ({ agent_name }) =>
    `The task was sent to ${agent_name}, but the answer was lost: look at show_agent_log before sending it again.`,
};
