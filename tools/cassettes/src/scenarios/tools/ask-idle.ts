import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Finding an idle agent on the tasks backend and asking whether it works.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const { apps, templates, workspaces } = coderOf(context);
    const { latest_build: build, owner_name: owner } = await workspaces.getByName(context.owner, "ant", context);
    await templates.presets(build.template_version_id, context);
    await apps.status({ owner, workspace: "ant", agent: "main", slug: "ai" }, context);
  },
});
