import { defineScenario } from "../../define-scenario.ts";
import { givenTask, refused, taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt before the agent has started.",
  from: { recordings: ["coder-2.31/task-agent-refusals"], ahead: ["/api/v2/workspaces/"] },
  async given(context) {
    await givenTask(context, { name: "heron", input: "Write release notes work=2" });
  },
  async run(context) {
    const task = await taskOf(context, "heron");
    await refused(coderOf(context).tasks.send(context.owner, task, "too early", context));
  },
});
