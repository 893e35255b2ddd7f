import { defineScenario } from "../../define-scenario.ts";
import { refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A name that Coder keeps for itself.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"] },
  async run(context) {
    const version = await versionOf(context, "docs-site");
    await refused(coderOf(context).workspaces.create(context.owner, { name: "new", template_version_id: version }, context));
  },
});
