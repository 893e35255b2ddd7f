import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Two tasks of an agent on the agentapi backend, the last one interrupted.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/workspace/finch", "/api/v2/workspaces/"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
    const { tasks } = fleetOf(context);
    await tasks.start("finch", "Add a tutorial work=8", context);
    await tasks.start("finch", "And a glossary", context).catch(refused("busy"));
    await tasks.cancel("finch", context);
  },
  async run(context) {
    await fleetOf(context).tasks.history("finch", { page: 1, page_size: 20 }, context);
  },
});
