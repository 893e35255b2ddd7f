import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The conversation of an agent on the tasks backend.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await fleetOf(context).logs.show("ant", { source: "conversation" }, { page: 1, page_size: 20 }, context);
  },
});
