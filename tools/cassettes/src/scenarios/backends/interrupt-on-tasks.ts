import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask } from "../steps.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "The third task of an agent is interrupted; what was said and asked so far.",
  from: { recordings: ["coder-2.31/task-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/otter", "/logs"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
    const { agents, conversations } = repositoriesOf(context);
    const otter = await agents.findByName("otter", context);
    await conversations.send(otter, "Write the changelog work=5", context);
    await conversations.send(otter, "Bump the version", context).catch(refused("busy"));
    await conversations.send(otter, "Refactor the cart work=60", context);
  },
  async run(context) {
    const { agents, conversations } = repositoriesOf(context);
    const otter = await agents.findByName("otter", context);
    await conversations.interrupt(otter, context);
    await conversations.activity(otter, context);
    const rested = await agents.refresh(otter, context);
    await conversations.read(rested ?? otter, context);
    await conversations.prompts(rested ?? otter, context);
  },
});
