import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An AgentAPI that does not allow the host name of this Coder.",
  from: { recordings: ["coder-2.31/workspace-agent-refusals"], ahead: ["/@riley/egret"] },
  async run(context) {
    await refused(coderOf(context).apps.status({ owner: "riley", workspace: "egret", agent: "main", slug: "ai" }, context));
  },
});
