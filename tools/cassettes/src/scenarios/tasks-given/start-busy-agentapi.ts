import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task for an agent on the agentapi backend that works, on a Coder of today.",
  from: { recordings: ["coder-2.35/workspace-agent-life", "coder-2.35/server-identity", "coder-2.35/chat-agent-life"], ahead: ["/workspace/finch"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
    await fleetOf(context).tasks.start("finch", "Add a tutorial work=8", context);
  },
  async run(context) {
    await fleetOf(context).tasks.start("finch", "And a glossary", context).catch(refused("busy"));
  },
});
