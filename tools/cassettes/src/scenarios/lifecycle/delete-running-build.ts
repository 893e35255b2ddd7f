import { defineScenario } from "../../define-scenario.ts";
import { givenHangingStart } from "../given-wrong-builds.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A deletion while a start hangs, which is cancelled first.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenHangingStart(context);
  },
  async run(context) {
    await fleetOf(context).lifecycle.remove("toad", 60, context);
  },
});
