import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An app path with @me, which Coder does not resolve.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"], ahead: ["/apps/"] },
  async run(context) {
    await refused(coderOf(context).apps.status({ owner: "me", workspace: "crane", agent: "main", slug: "ai" }, context));
  },
});
