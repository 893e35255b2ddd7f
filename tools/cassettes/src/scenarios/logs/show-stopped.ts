import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The conversation of a stopped agent: Coder has kept nothing.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).logs.show("cod", { source: "conversation" }, { page: 1, page_size: 20 }, context);
  },
});
