import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask, taskOf } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A second prompt for an agent at rest.",
  from: { recordings: ["coder-2.31/task-agent-life"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
  },
  async run(context) {
    const task = await taskOf(context, "otter");
    await coderOf(context).tasks.send(context.owner, task, "Write the changelog work=5", context);
  },
});
