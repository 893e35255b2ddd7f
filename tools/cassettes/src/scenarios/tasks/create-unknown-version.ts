import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A template version that does not exist.",
  from: { recordings: ["coder-2.31/task-agent-refusals"] },
  async run(context) {
    const task = { name: "heron2", template_version_id: "00000000-0000-4000-8000-000000000000", input: "x" };
    await refused(coderOf(context).tasks.create(context.owner, task, context));
  },
});
