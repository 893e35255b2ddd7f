import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The whole life of an agent on the agentapi backend: create, work, refusal, cancel, look back, restart, delete.",
  from: {
    recordings: ["coder-2.31/workspace-agent-life", "coder-2.31/projects-and-roles"],
    ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/finch"],
  },
  async run(context) {
    const fleet = fleetOf(context);
    const page = { page: 1, page_size: 20 };
    const created = { name: "finch", project: "Docs site", role: "coder", task: "Write the quick start work=3", waitSeconds: 60 };
    await fleet.creation.create(created, context);
    await fleet.tasks.start("finch", "Add a tutorial work=8", context);
    await fleet.tasks.start("finch", "And a glossary", context).catch(refused("busy"));
    await fleet.tasks.cancel("finch", context);
    await fleet.tasks.history("finch", page, context);
    await fleet.logs.show("finch", { source: "conversation" }, page, context);
    await fleet.lifecycle.restart("finch", 60, context);
    await fleet.lifecycle.remove("finch", 60, context);
  },
});
