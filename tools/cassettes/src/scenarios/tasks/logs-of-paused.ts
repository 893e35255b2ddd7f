import { defineScenario } from "../../define-scenario.ts";
import { taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What Coder kept of the conversation with a paused agent: nothing.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const task = await taskOf(context, "cod");
    await coderOf(context).tasks.logs(context.owner, task, context);
  },
});
