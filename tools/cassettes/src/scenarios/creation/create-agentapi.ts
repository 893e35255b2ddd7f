import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent with a first task on the agentapi backend, waited for until it is up.",
  from: { recordings: ["coder-2.31/workspace-agent-life", "coder-2.31/projects-and-roles"] },
  async run(context) {
    const task = "Write the quick start work=3";
    const request = { name: "finch", project: "Docs site", role: "coder", task, waitSeconds: 60 };
    await fleetOf(context).creation.create(request, context);
  },
});
