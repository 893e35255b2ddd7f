import { defineScenario } from "../../define-scenario.ts";
import { refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A template that cannot run tasks.",
  from: { recordings: ["coder-2.31/task-agent-refusals", "coder-2.31/projects-and-roles"] },
  async run(context) {
    const version = await versionOf(context, "docs-site");
    const task = { name: "heron4", template_version_id: version, input: "x" };
    await refused(coderOf(context).tasks.create(context.owner, task, context));
  },
});
