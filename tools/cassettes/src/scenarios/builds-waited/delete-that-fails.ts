import { defineScenario } from "../../define-scenario.ts";
import { givenStickyWorkspace } from "../given-wrong-builds.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A delete build that fails: what is left says why.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"], ahead: ["/api/v2/workspaces/", "/workspace/slug"] },
  async given(context) {
    await givenStickyWorkspace(context);
  },
  async run(context) {
    const { agents, builds } = repositoriesOf(context);
    const slug = await agents.findByName("slug", context);
    await builds.requestDelete(slug, context);
    await builds.waitUntil(slug, (agent) => agent?.build.hasFailed === true, 60, context);
  },
});
