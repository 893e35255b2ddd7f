import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A workspace whose template cannot run an agent.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await repositoriesOf(context).agents.findByName("scratch", context).catch(refused("not_found"));
  },
});
