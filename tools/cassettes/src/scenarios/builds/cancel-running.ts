import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

// No Coder hangs on request, so the agent is not made here but only found.
export const scenario = defineScenario({
  describe: "A start that hangs: not pending, so it is cancelled as running.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"], ahead: ["/api/v2/workspaces/"] },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "toad", context);
    await refused(coder.builds.cancel(build.id, "pending", context));
    await coder.builds.cancel(build.id, "running", context);
  },
});
