import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A task for an agent whose start has failed.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).tasks.start("fox", "Review PR 18", context).catch(refused("offline"));
  },
});
