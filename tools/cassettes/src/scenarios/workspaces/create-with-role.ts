import { defineScenario } from "../../define-scenario.ts";
import { givenWorkspace } from "../steps.ts";

export const scenario = defineScenario({
  describe: "A workspace made from a preset, with its prompt as a parameter.",
  from: { recordings: ["coder-2.31/workspace-agent-life"] },
  async run(context) {
    await givenWorkspace(context, { name: "finch", prompt: "Write the quick start work=3" });
  },
});
