import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent on the agentapi backend is interrupted at its second task and comes to rest.",
  from: {
    recordings: ["coder-2.31/workspace-agent-life"],
    ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/finch"],
  },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
    const { tasks } = fleetOf(context);
    await tasks.start("finch", "Add a tutorial work=8", context);
    await tasks.start("finch", "And a glossary", context).catch(refused("busy"));
  },
  async run(context) {
    await fleetOf(context).tasks.cancel("finch", context);
  },
});
