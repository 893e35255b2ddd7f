import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The templates that can run tasks.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await coderOf(context).templates.list("has-ai-task:true", context);
  },
});
