import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "The second task of an agent is interrupted; what was said and asked so far.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/finch", "/messages"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
    const { agents, conversations } = repositoriesOf(context);
    const finch = await agents.findByName("finch", context);
    await conversations.send(finch, "Add a tutorial work=8", context);
    await conversations.send(finch, "And a glossary", context).catch(refused("busy"));
  },
  async run(context) {
    const { agents, conversations } = repositoriesOf(context);
    const finch = await agents.findByName("finch", context);
    await conversations.interrupt(finch, context);
    await conversations.activity(finch, context);
    const rested = await agents.refresh(finch, context);
    await conversations.read(rested ?? finch, context);
    await conversations.prompts(rested ?? finch, context);
  },
});
