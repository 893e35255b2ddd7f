import { AgentName } from "@fleet-mcp/models";
import type { LifecycleService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { waitSeconds } from "../wait-seconds.ts";
import { agentLine } from "./agent-line.ts";
import { ChangedAgent } from "./changed-agent.ts";

export const restartAgent = (lifecycle: Pick<LifecycleService, "restart">) =>
  defineTool({
    name: "restart_agent",
    title: "Restart agent",
    toolset: "agents",
    description:
      "Stops and starts an agent, from any status; cuts off what it is working on. Files on its disk stay, its conversation starts afresh.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: z.object({ agent_name: AgentName, wait_seconds: waitSeconds("until it is online again") }),
    output: z.object({
      agent: ChangedAgent.describe("The agent now."),
      next: z.string().describe("What to do next."),
    }),
    async handle({ agent_name, wait_seconds }, options) {
      return lifecycle.restart(agent_name, wait_seconds, options);
    },
    text: ({ agent, next }) => `${agentLine(agent)}\n${next}`,
  });
