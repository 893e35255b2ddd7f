import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A workspace that is no agent.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).agents.show("scratch", context).catch(refused("not_found"));
  },
});
