import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { givenIdleTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task for an agent on the tasks backend that works, refused as a bad gateway (before Coder 2.32).",
  from: { recordings: ["coder-2.31/task-agent-life"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
    await fleetOf(context).tasks.start("otter", "Write the changelog work=5", context);
  },
  async run(context) {
    await fleetOf(context).tasks.start("otter", "Bump the version", context).catch(refused("busy"));
  },
});
