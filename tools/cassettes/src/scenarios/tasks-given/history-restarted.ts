import { defineScenario } from "../../define-scenario.ts";
import { givenActiveTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What is left of the tasks of an agent on the tasks backend after a restart.",
  from: { recordings: ["coder-2.31/task-agent-pause-resume"] },
  async given(context) {
    await givenActiveTask(context, { name: "lynx", input: "Port the tests work=2" });
    await fleetOf(context).lifecycle.restart("lynx", 60, context);
  },
  async run(context) {
    await fleetOf(context).tasks.history("lynx", { page: 1, page_size: 20 }, context);
  },
});
