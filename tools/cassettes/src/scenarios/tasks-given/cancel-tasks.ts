import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { givenIdleTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A cancellation on the tasks backend.",
  from: { recordings: ["coder-2.31/task-agent-life"], ahead: ["/apps/ai/status", "/api/v2/workspaces/"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
    const { tasks } = fleetOf(context);
    await tasks.start("otter", "Write the changelog work=5", context);
    await tasks.start("otter", "Bump the version", context).catch(refused("busy"));
    await tasks.start("otter", "Refactor the cart work=60", context);
  },
  async run(context) {
    await fleetOf(context).tasks.cancel("otter", context);
  },
});
