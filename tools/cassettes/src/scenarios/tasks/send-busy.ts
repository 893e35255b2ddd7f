import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask, refused, taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt for an agent that works, refused as a conflict (from Coder 2.32 on).",
  from: { recordings: ["coder-2.35/task-agent-life"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
    const task = await taskOf(context, "otter");
    await coderOf(context).tasks.send(context.owner, task, "Write the changelog work=5", context);
  },
  async run(context) {
    const task = await taskOf(context, "otter");
    await refused(coderOf(context).tasks.send(context.owner, task, "Bump the version", context));
  },
});
