import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "One template by the name that people see.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await repositoriesOf(context).projects.findByName("Docs site", context);
  },
});
