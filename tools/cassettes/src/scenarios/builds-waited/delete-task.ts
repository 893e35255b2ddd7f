import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask } from "../steps.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A task is deleted and its workspace watched until it is gone.",
  from: { recordings: ["coder-2.31/task-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/otter"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const otter = await agents.findByName("otter", context);
    await builds.requestDelete(otter, context);
    await builds.waitUntil(otter, (agent) => agent === undefined, 60, context);
  },
});
