import { defineScenario } from "../../define-scenario.ts";
import { givenFailedStart } from "../given-wrong-builds.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A deletion of an agent whose start has failed twice.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenFailedStart(context);
    await fleetOf(context).lifecycle.restart("newt", 60, context).catch(refused("build_failed"));
  },
  async run(context) {
    await fleetOf(context).lifecycle.remove("newt", 60, context);
  },
});
