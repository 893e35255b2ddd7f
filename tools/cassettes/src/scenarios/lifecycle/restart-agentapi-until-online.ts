import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A restart on the agentapi backend, waited for until it is online again.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/workspace/finch", "/api/v2/workspaces/"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    await fleetOf(context).lifecycle.restart("finch", 60, context);
  },
});
