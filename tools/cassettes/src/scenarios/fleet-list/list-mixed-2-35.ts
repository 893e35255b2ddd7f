import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A small fleet of every status, listed with what tells agents from plain workspaces and names their roles (2.35).",
  from: { recordings: ["coder-2.35/fleet-mixed", "coder-2.35/server-identity", "coder-2.35/chat-agent-life"] },
  async run(context) {
    await repositoriesOf(context).agents.list(context);
  },
});
