import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "AgentAPI of an agent at rest.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).apps.status({ owner: "riley", workspace: "ant", agent: "main", slug: "ai" }, context);
  },
});
