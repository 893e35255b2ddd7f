import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt for an agent whose workspace is stopped.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"] },
  async run(context) {
    const message = { type: "user", content: "hello" } as const;
    await refused(coderOf(context).apps.sendMessage({ owner: "riley", workspace: "crane", agent: "main", slug: "ai" }, message, context));
  },
});
