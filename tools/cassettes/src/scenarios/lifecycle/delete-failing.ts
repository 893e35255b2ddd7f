import { defineScenario } from "../../define-scenario.ts";
import { givenStickyWorkspace } from "../given-wrong-builds.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A deletion that fails, because the infrastructure refuses.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenStickyWorkspace(context);
  },
  async run(context) {
    await fleetOf(context).lifecycle.remove("slug", 60, context).catch(refused("build_failed"));
  },
});
