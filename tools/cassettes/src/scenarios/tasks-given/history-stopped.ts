import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What is left of the tasks of a stopped agent.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).tasks.history("cod", { page: 1, page_size: 20 }, context);
  },
});
