import { defineScenario } from "../../define-scenario.ts";
import { givenIdleTask } from "../steps.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task for an idle agent on the tasks backend.",
  from: { recordings: ["coder-2.31/task-agent-life"] },
  async given(context) {
    await givenIdleTask(context, { name: "otter", input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42" });
  },
  async run(context) {
    await fleetOf(context).tasks.start("otter", "Write the changelog work=5", context);
  },
});
