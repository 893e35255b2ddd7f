import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A name that no workspace of the owner has.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await repositoriesOf(context).agents.findByName("no-such-agent", context).catch(refused("not_found"));
  },
});
