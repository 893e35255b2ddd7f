import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A workspace is stopped and started, each watched to its end; a start while it stops is refused.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/finch"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const finch = await agents.findByName("finch", context);
    await builds.requestStop(finch, context);
    await builds.requestStart(finch, context).catch(refused("busy"));
    const { agent: stopped = finch } = await builds.waitUntil(finch, (agent) => agent?.summary.status === "stopped", 60, context);
    await builds.requestStart(stopped, context);
    await builds.waitUntil(stopped, (agent) => agent?.summary.status === "idle", 60, context);
  },
});
