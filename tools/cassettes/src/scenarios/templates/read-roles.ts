import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Parameters and presets of a template with three presets.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    const coder = coderOf(context);
    const [template] = await coder.templates.list("has-ai-task:true", context);
    const versionId = template?.active_version_id ?? "";
    await coder.templates.richParameters(versionId, context);
    await coder.templates.presets(versionId, context);
  },
});
