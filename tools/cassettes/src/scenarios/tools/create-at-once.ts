import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent with a first task and its project's default role, not waited for.",
  from: { recordings: ["coder-2.31/workspace-agent-life", "coder-2.31/projects-and-roles"] },
  async run(context) {
    const task = "Write the quick start work=3";
    await fleetOf(context).creation.create({ name: "finch", project: "docs-site", task, waitSeconds: 0 }, context);
  },
});
