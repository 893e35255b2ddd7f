import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A cancellation for an agent that has nothing to do.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).tasks.cancel("ant", context).catch(refused("not_busy"));
  },
});
