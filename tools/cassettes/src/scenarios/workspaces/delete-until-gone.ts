import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace, untilGone } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A delete build, watched until Coder says that the workspace is gone.",
  from: { recordings: ["coder-2.31/workspace-agent-life"], ahead: ["/api/v2/workspaces/"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    const coder = coderOf(context);
    const { id } = await coder.workspaces.getByName(context.owner, "finch", context);
    await coder.workspaces.createBuild(id, { transition: "delete" }, context);
    await untilGone(context, id);
  },
});
