import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "All templates, with the parameters and presets of their versions.",
  from: { recordings: ["coder-2.31/projects-and-roles", "coder-2.31/fleet-mixed"] },
  async run(context) {
    await repositoriesOf(context).projects.list(context);
  },
});
