import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask, refused, taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt without a character.",
  from: { recordings: ["coder-2.31/task-agent-refusals"], ahead: ["/api/v2/workspaces/", "/tasks/me/", "/apps/ai/status"] },
  async given(context) {
    await givenIdleTask(context, { name: "heron", input: "Write release notes work=2" });
  },
  async run(context) {
    const task = await taskOf(context, "heron");
    await refused(coderOf(context).tasks.send(context.owner, task, "", context));
  },
});
