import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The second page of three of a small fleet.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).workspaces.list({ q: "owner:me", limit: 3, offset: 3 }, context);
  },
});
