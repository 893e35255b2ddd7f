import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The roles of one project, asked for by its display name.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await fleetOf(context).projects.roles("shop backend", context);
  },
});
