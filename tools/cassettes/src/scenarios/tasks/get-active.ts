import { defineScenario } from "../../define-scenario.ts";
import { taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task whose agent is idle.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const task = await taskOf(context, "ant");
    await coderOf(context).tasks.get(context.owner, task, context);
  },
});
