import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The roles of a project that cannot run an agent.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await fleetOf(context).projects.roles("bare-vm", context).catch(refused("unsupported"));
  },
});
