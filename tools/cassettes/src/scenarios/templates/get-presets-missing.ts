import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Presets of a template version that does not exist.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await refused(coderOf(context).templates.presets("00000000-0000-4000-8000-000000000000", context));
  },
});
