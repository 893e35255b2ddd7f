import { defineScenario } from "../../define-scenario.ts";
import { givenActiveTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A restart on the tasks backend: pause, then resume.",
  from: { recordings: ["coder-2.31/task-agent-pause-resume"] },
  async given(context) {
    await givenActiveTask(context, { name: "lynx", input: "Port the tests work=2" });
  },
  async run(context) {
    await fleetOf(context).lifecycle.restart("lynx", 60, context);
  },
});
