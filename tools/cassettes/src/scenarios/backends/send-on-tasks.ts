import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask } from "../steps.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A task for an idle agent through the Tasks API, and a second one while it works: 409.",
  from: { recordings: ["coder-2.35/task-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/otter"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
  },
  async run(context) {
    const { agents, conversations } = repositoriesOf(context);
    const otter = await agents.findByName("otter", context);
    await conversations.activity(otter, context);
    await conversations.send(otter, "Write the changelog work=5", context);
    await conversations.send(otter, "Bump the version", context).catch(refused("busy"));
  },
});
