import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task for an agent on the agentapi backend that comes to rest just in time.",
  from: { recordings: ["coder-2.31/workspace-agent-life", "coder-2.31/projects-and-roles"] },
  async given(context) {
    const task = "Write the quick start work=3";
    const request = { name: "finch", project: "docs-site", role: "coder", task, waitSeconds: 60 };
    await fleetOf(context).creation.create(request, context);
  },
  async run(context) {
    await fleetOf(context).tasks.start("finch", "Add a tutorial work=8", context);
  },
});
