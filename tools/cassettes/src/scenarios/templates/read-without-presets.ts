import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A template without presets, for which Coder sends null.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    const coder = coderOf(context);
    const templates = await coder.templates.list(undefined, context);
    const versionId = templates.find(({ name }) => name === "bare-vm")?.active_version_id ?? "";
    await coder.templates.presets(versionId, context);
  },
});
