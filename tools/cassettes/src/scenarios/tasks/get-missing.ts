import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task that nobody made.",
  from: { recordings: ["coder-2.31/task-agent-refusals"], ahead: ["no-such-task"] },
  async run(context) {
    await refused(coderOf(context).tasks.get(context.owner, "no-such-task", context));
  },
});
