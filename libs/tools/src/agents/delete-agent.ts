import { AgentName } from "@fleet-mcp/models";
import type { LifecycleService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { waitSeconds } from "../wait-seconds.ts";
import { agentLine } from "./agent-line.ts";
import { ChangedAgent } from "./changed-agent.ts";

export const deleteAgent = (lifecycle: Pick<LifecycleService, "remove">) =>
  defineTool({
    name: "delete_agent",
    title: "Delete agent",
    toolset: "agents",
    description:
      "Deletes an agent with its workspace and everything on its disk, from any status. Work that was not pushed is lost.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    input: z.object({ agent_name: AgentName, wait_seconds: waitSeconds("until it is gone") }),
    output: z.object({
      agent: ChangedAgent.describe("Status deleted: it is gone."),
      interrupted_task: z.string().optional().describe("What it was working on."),
      next: z.string().describe("What to expect next."),
    }),
    async handle({ agent_name, wait_seconds }, options) {
      return lifecycle.remove(agent_name, wait_seconds, options);
    },
    text: ({ agent, interrupted_task, next }) =>
      [
        agentLine(agent),
        ...(interrupted_task === undefined
          ? []
          : [`It was cut off while working on ${JSON.stringify(interrupted_task)}.`]),
        next,
      ].join("\n"),
  });
