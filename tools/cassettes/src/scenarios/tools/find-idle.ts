import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Finding an idle agent on the tasks backend, before anything is asked of it.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const { templates, workspaces } = coderOf(context);
    const { latest_build: build } = await workspaces.getByName(context.owner, "ant", context);
    await templates.presets(build.template_version_id, context);
  },
});
