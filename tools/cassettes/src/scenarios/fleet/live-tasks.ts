import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";
import { refused } from "../refused.ts";

export const scenario = defineScenario({
  describe: "The life of an agent on the tasks backend: create, work, refusal, cancel, look back, delete.",
  from: {
    recordings: ["coder-2.31/task-agent-life", "coder-2.31/projects-and-roles"],
    ahead: ["/apps/ai/status", "/api/v2/workspaces/", "/workspace/otter"],
  },
  async run(context) {
    const fleet = fleetOf(context);
    const page = { page: 1, page_size: 20 };
    const task = "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42";
    await fleet.creation.create({ name: "otter", project: "shop-backend", role: "coder", task, waitSeconds: 60 }, context);
    await fleet.tasks.start("otter", "Write the changelog work=5", context);
    await fleet.tasks.start("otter", "Bump the version", context).catch(refused("busy"));
    await fleet.tasks.start("otter", "Refactor the cart work=60", context);
    await fleet.tasks.cancel("otter", context);
    await fleet.tasks.history("otter", page, context);
    await fleet.logs.show("otter", { source: "conversation" }, page, context);
    await fleet.lifecycle.remove("otter", 60, context);
    await fleet.lifecycle.remove("otter", 0, context).catch(refused("not_found"));
  },
});
