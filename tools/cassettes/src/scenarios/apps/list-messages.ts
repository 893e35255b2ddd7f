import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The conversation of an agent as its AgentAPI has it.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    await coderOf(context).apps.messages({ owner: "riley", workspace: "ant", agent: "main", slug: "ai" }, context);
  },
});
