import { defineScenario } from "../../define-scenario.ts";
import { givenActiveTask, taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An active task is paused.",
  from: { recordings: ["coder-2.31/task-agent-pause-resume"] },
  async given(context) {
    await givenActiveTask(context, { name: "lynx", input: "Port the tests work=2" });
  },
  async run(context) {
    const task = await taskOf(context, "lynx");
    await coderOf(context).tasks.pause(context.owner, task, context);
  },
});
