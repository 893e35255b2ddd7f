import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A stopped agent in full: its machine is not asked.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).agents.show("cod", context);
  },
});
