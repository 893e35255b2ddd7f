import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt for a task that does not exist.",
  from: { recordings: ["coder-2.31/task-agent-refusals"] },
  async run(context) {
    await refused(coderOf(context).tasks.send(context.owner, "00000000-0000-4000-8000-000000000000", "x", context));
  },
});
