import { defineScenario } from "../../define-scenario.ts";
import { createBoundChat, givenMachine, untilWaiting } from "../given-chat.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What is asked about an agent on the chats backend at rest, but its metadata.",
  from: { recordings: ["coder-2.35/chat-agent-life", "coder-2.35/server-identity"] },
  async given(context) {
    const coder = coderOf(context);
    await givenMachine(context, "plover");
    const { id } = await createBoundChat(coder, "plover", context);
    await untilWaiting(coder, id, context);
  },
  async run(context) {
    const { chats, templates, workspaces } = coderOf(context);
    const { latest_build: build } = await workspaces.getByName(context.owner, "plover", context);
    const label = { key: "fleet-mcp/agent", value: "plover" };
    const [chat] = await chats.list({ label, limit: 100, offset: 0 }, context);
    await templates.presets(build.template_version_id, context);
    await chats.messages(chat?.id ?? "", { limit: 50 }, context);
    await chats.models(context);
  },
});
