import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "All templates, as many kinds as there are.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await coderOf(context).templates.list(undefined, context);
  },
});
