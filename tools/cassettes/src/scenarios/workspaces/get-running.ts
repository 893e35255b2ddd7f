import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A running workspace, by its name and by its id.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const coder = coderOf(context);
    const { id } = await coder.workspaces.getByName(context.owner, "ant", context);
    await coder.workspaces.getById(id, context);
  },
});
