import { defineScenario } from "../../define-scenario.ts";
import { refused, versionOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A name with characters that Coder does not accept.",
  from: { recordings: ["coder-2.31/task-agent-refusals"] },
  async run(context) {
    const version = await versionOf(context, "shop-backend");
    const task = { name: "bad_name", template_version_id: version, input: "x" };
    await refused(coderOf(context).tasks.create(context.owner, task, context));
  },
});
