import { defineScenario } from "../../define-scenario.ts";
import { givenIdleWorkspace } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A prompt for an agent at rest.",
  from: { recordings: ["coder-2.31/workspace-agent-life"] },
  async given(context) {
    await givenIdleWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
  async run(context) {
    const message = { type: "user", content: "Add a tutorial work=8" } as const;
    await coderOf(context).apps.sendMessage({ owner: "riley", workspace: "finch", agent: "main", slug: "ai" }, message, context);
  },
});
