import { defineScenario } from "../../define-scenario.ts";
import { givenTask } from "../steps.ts";

export const scenario = defineScenario({
  describe: "A task made from a preset.",
  from: { recordings: ["coder-2.31/task-agent-life"] },
  async run(context) {
    await givenTask(context, {
      name: "otter",
      input: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
    });
  },
});
