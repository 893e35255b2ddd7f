import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An app of a workspace that does not exist.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"], ahead: ["/apps/"] },
  async run(context) {
    await refused(coderOf(context).apps.status({ owner: "riley", workspace: "no-such-agent", agent: "main", slug: "ai" }, context));
  },
});
