import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Projects that can run agents, and one that cannot.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await fleetOf(context).projects.list(context);
  },
});
