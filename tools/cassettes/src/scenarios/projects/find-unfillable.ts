import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The roles of a project with a required parameter that nothing fills.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).projects.roles("strict-75537", context).catch(refused("unsupported"));
  },
});
