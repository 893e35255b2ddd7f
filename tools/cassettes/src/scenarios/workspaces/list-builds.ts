import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The builds of a workspace, newest first.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const coder = coderOf(context);
    const { id } = await coder.workspaces.getByName(context.owner, "cod", context);
    await coder.workspaces.builds(id, context);
  },
});
