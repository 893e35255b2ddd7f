import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What is asked about an agent on the agentapi backend, but its metadata, on Coder 2.35.",
  from: { recordings: ["coder-2.35/fleet-mixed", "coder-2.35/server-identity", "coder-2.35/chat-agent-life"] },
  async run(context) {
    const { apps, chats, templates, workspaces } = coderOf(context);
    const { latest_build: build, owner_name: owner } = await workspaces.getByName(context.owner, "eel", context);
    await chats.list({ label: { key: "fleet-mcp/agent", value: "eel" }, limit: 100, offset: 0 }, context);
    await templates.presets(build.template_version_id, context);
    await apps.status({ owner, workspace: "eel", agent: "main", slug: "ai" }, context);
  },
});
