import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { givenIdleTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A deletion on the tasks backend, waited for until it is gone, and a second one.",
  from: { recordings: ["coder-2.31/task-agent-life"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
  },
  async run(context) {
    const { lifecycle } = fleetOf(context);
    await lifecycle.remove("otter", 60, context);
    await lifecycle.remove("otter", 0, context).catch(refused("not_found"));
  },
});
