import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The parameters a build was given, as stored.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/api/v2/workspaces/"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "finch", context);
    await coder.builds.parameters(build.id, context);
  },
});
