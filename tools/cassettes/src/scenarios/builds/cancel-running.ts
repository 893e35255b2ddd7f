import { defineScenario } from "../../define-scenario.ts";
import { givenWorkspace, refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A start that hangs: not pending, so it is cancelled as running.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"], ahead: ["/workspace/toad"] },
  async given(context) {
    await givenWorkspace(context, { name: "toad", prompt: "x" });
  },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "toad", context);
    await refused(coder.builds.cancel(build.id, "pending", context));
    await coder.builds.cancel(build.id, "running", context);
  },
});
