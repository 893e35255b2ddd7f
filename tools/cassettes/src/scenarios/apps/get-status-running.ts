import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "AgentAPI of an agent that works.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).apps.status({ owner: "riley", workspace: "bee", agent: "main", slug: "ai" }, context);
  },
});
