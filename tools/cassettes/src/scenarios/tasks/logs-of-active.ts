import { defineScenario } from "../../define-scenario.ts";
import { taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The conversation with an agent at rest.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const task = await taskOf(context, "ant");
    await coderOf(context).tasks.logs(context.owner, task, context);
  },
});
