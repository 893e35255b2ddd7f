import { defineScenario } from "../../define-scenario.ts";
import { givenTask, refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A name that another workspace of the owner has.",
  from: { recordings: ["coder-2.31/task-agent-refusals"] },
  async given(context) {
    await givenTask(context, { name: "heron", input: "Write release notes work=2" });
  },
  async run(context) {
    const version = await versionOf(context, "shop-backend");
    const task = { name: "heron", template_version_id: version, input: "x" };
    await refused(coderOf(context).tasks.create(context.owner, task, context));
  },
});
