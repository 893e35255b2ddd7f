import { defineScenario } from "../../define-scenario.ts";
import { givenActiveTask, taskOf, untilBuilt } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A paused task is resumed.",
  from: { recordings: ["coder-2.31/task-agent-pause-resume"] },
  async given(context) {
    await givenActiveTask(context, { name: "lynx", input: "Port the tests work=2" });
    await coderOf(context).tasks.pause(context.owner, await taskOf(context, "lynx"), context);
    await untilBuilt(context, "lynx");
  },
  async run(context) {
    const task = await taskOf(context, "lynx");
    await coderOf(context).tasks.resume(context.owner, task, context);
  },
});
