import { defineScenario } from "../../define-scenario.ts";
import { createBoundChat, givenMachine, untilWaiting } from "../given-chat.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A chat bound to a workspace: two tasks, a third with a message queued behind it, interrupted, archived.",
  from: { recordings: ["coder-2.35/chat-agent-life", "coder-2.35/server-identity"] },
  async given(context) {
    await givenMachine(context, "plover");
  },
  async run(context) {
    const coder = coderOf(context);
    const { chats } = coder;
    const label = { key: "fleet-mcp/agent", value: "plover" };
    const { id, workspace_id: workspace } = await createBoundChat(coder, "plover", context);
    await untilWaiting(coder, id, context);
    await chats.list({ limit: 100, offset: 0 }, context);
    await chats.list({ label, limit: 100, offset: 0 }, context);
    await chats.byWorkspace([workspace ?? ""], context);
    await chats.send(id, 'Run the tests tool=execute{"command":"echo tests passed"}', undefined, context);
    await untilWaiting(coder, id, context);
    await chats.messages(id, { limit: 50 }, context);
    await chats.send(id, "Refactor the cart work=60", undefined, context);
    const { queuedId } = await chats.send(id, "And bump the version", "queue", context);
    await chats.messages(id, { limit: 50 }, context);
    await chats.deleteQueued(id, queuedId ?? 0, context);
    await refused(chats.change(id, { archived: true }, context));
    await chats.interrupt(id, context);
    await untilWaiting(coder, id, context);
    await refused(chats.interrupt(id, context));
    const { messages } = await chats.messages(id, { limit: 3 }, context);
    await chats.messages(id, { limit: 3, before: messages.at(-1)?.id }, context);
    await chats.change(id, { archived: true }, context);
    await refused(chats.send(id, "hello?", undefined, context));
    await chats.list({ limit: 100, offset: 0, archived: true }, context);
  },
});
