import { AgentName, cleanLine } from "@fleet-mcp/models";
import type { TaskService } from "@fleet-mcp/services";
import { z } from "zod";
import { agentLine } from "../agents/agent-line.ts";
import { ChangedAgent } from "../agents/changed-agent.ts";
import { defineTool } from "../define-tool.ts";

export const cancelAgentTask = (tasks: Pick<TaskService, "cancel">) =>
  defineTool({
    name: "cancel_agent_task",
    title: "Cancel agent task",
    toolset: "tasks",
    description:
      "Interrupts what an agent is working on and returns once it is idle again, within 10 s. Its conversation and files stay.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: z.object({ agent_name: AgentName }),
    output: z.object({
      agent: ChangedAgent.describe("The agent, idle again."),
      taken_back: z.array(z.string()).optional().describe("What was queued behind the task."),
    }),
    async handle({ agent_name }, options) {
      const { agent, dropped } = await tasks.cancel(agent_name, options);
      return { agent, ...(dropped.length > 0 ? { taken_back: [...dropped] } : {}) };
    },
    text: ({ agent, taken_back = [] }) =>
      [agentLine(agent), ...taken_back.map((text) => `Taken back from its queue: ${cleanLine(text, 200)}`)].join("\n"),
  });
