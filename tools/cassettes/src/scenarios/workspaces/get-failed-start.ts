import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent whose start failed, for want of quota.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).workspaces.getByName(context.owner, "fox", context);
  },
});
