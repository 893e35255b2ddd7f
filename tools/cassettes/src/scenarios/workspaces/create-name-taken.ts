import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace, refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A name that another workspace of the owner has.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "crane", prompt: "Say hello work=1" });
  },
  async run(context) {
    const version = await versionOf(context, "docs-site");
    await refused(coderOf(context).workspaces.create(context.owner, { name: "crane", template_version_id: version }, context));
  },
});
