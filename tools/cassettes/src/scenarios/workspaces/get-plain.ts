import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A workspace that runs no agent and failed to start.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).workspaces.getByName(context.owner, "fox", context);
  },
});
