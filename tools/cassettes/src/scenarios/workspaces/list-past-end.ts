import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A page past the end: empty, with the true count.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).workspaces.list({ q: "owner:me", limit: 100, offset: 500 }, context);
  },
});
