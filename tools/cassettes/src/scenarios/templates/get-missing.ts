import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A template that nobody made, in an organisation that exists.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    const coder = coderOf(context);
    const [template] = await coder.templates.list("has-ai-task:true", context);
    await refused(coder.templates.getByName(template?.organization_id ?? "", "no-such-template", context));
  },
});
