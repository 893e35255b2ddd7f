import { defineScenario } from "../../define-scenario.ts";
import { givenFailedStart } from "../given-wrong-builds.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "What a start that failed has printed.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"], ahead: ["/api/v2/workspaces/", "/workspace/newt"] },
  async given(context) {
    await givenFailedStart(context);
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const newt = await agents.findByName("newt", context);
    await builds.log(newt, context);
  },
});
