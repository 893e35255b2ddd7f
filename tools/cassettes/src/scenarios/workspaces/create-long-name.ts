import { defineScenario } from "../../define-scenario.ts";
import { refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A name of 33 characters.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"] },
  async run(context) {
    const version = await versionOf(context, "docs-site");
    await refused(coderOf(context).workspaces.create(context.owner, { name: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", template_version_id: version }, context));
  },
});
