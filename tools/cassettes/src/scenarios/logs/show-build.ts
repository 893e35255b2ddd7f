import { defineScenario } from "../../define-scenario.ts";
import { givenFailedStart } from "../given-wrong-builds.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What a start printed that failed.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenFailedStart(context);
  },
  async run(context) {
    await fleetOf(context).logs.show("newt", { source: "build" }, { page: 1, page_size: 20 }, context);
  },
});
