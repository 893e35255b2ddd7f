import { defineScenario } from "../../define-scenario.ts";
import { givenTask } from "../steps.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A task is paused and resumed, each watched to its end.",
  from: { recordings: ["coder-2.31/task-agent-pause-resume"], ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/lynx"] },
  async given(context) {
    await givenTask(context, { name: "lynx", input: "Port the tests work=2" });
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const lynx = await agents.findByName("lynx", context);
    await builds.requestStop(lynx, context);
    const { agent: stopped = lynx } = await builds.waitUntil(lynx, (agent) => agent?.summary.status === "stopped", 60, context);
    await builds.requestStart(stopped, context);
    await builds.waitUntil(stopped, (agent) => agent?.summary.status === "idle", 60, context);
  },
});
