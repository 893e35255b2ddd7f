import { defineScenario } from "../../define-scenario.ts";
import { givenHangingStart } from "../given-wrong-builds.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A start that hangs is cancelled and watched to its end; Coder then calls it failed.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenHangingStart(context);
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const toad = await agents.findByName("toad", context);
    await builds.cancel(toad, context);
    await builds.waitUntil(toad, (agent) => agent?.build.isActive === false, 60, context);
  },
});
