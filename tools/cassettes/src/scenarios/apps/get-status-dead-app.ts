import { defineScenario } from "../../define-scenario.ts";
import { givenFallingApart, refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An app whose process has ended.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"], ahead: ["/apps/"] },
  async given(context) {
    await givenFallingApart(context, 1);
  },
  async run(context) {
    await refused(coderOf(context).apps.status({ owner: "riley", workspace: "crane", agent: "main", slug: "ai" }, context));
  },
});
