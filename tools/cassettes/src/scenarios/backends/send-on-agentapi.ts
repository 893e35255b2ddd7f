import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A task for an idle agent through AgentAPI, and a second one while it works: 500.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/finch"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    const { agents, conversations } = repositoriesOf(context);
    const finch = await agents.findByName("finch", context);
    await conversations.activity(finch, context);
    await conversations.send(finch, "Add a tutorial work=8", context);
    await conversations.send(finch, "And a glossary", context).catch(refused("busy"));
  },
});
