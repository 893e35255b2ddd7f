import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A template version that does not exist.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"] },
  async run(context) {
    const workspace = { name: "crane3", template_version_id: "00000000-0000-4000-8000-000000000000" };
    await refused(coderOf(context).workspaces.create(context.owner, workspace, context));
  },
});
