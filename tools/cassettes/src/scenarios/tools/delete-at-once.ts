import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A deletion on the agentapi backend, not waited for.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/workspace/finch"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    await fleetOf(context).lifecycle.remove("finch", 0, context);
  },
});
