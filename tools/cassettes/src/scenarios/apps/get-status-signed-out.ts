import { defineScenario } from "../../define-scenario.ts";
import { givenFallingApart, refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An app asked without a token: sent to the login page.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"], ahead: ["/apps/"] },
  async given(context) {
    await givenFallingApart(context, 0);
  },
  async run(context) {
    await refused(coderOf({ ...context, token: "" }).apps.status({ owner: "riley", workspace: "crane", agent: "main", slug: "ai" }, context));
  },
});
