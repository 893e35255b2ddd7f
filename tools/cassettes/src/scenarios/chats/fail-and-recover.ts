import { defineScenario } from "../../define-scenario.ts";
import { organizationOf, untilWaiting } from "../given-chat.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A chat whose model fails at the second message and answers the third; archived twice.",
  from: {
    recordings: ["coder-2.35/chat-agent-refusals", "coder-2.35/server-identity", "coder-2.35/chat-agent-life"],
  },
  async run(context) {
    const coder = coderOf(context);
    const { chats } = coder;
    const organization = await organizationOf(coder, context);
    const { id } = await chats.create({ organization_id: organization, text: "Say hello" }, context);
    await untilWaiting(coder, id, context);
    await refused(chats.interrupt(id, context));
    await chats.send(id, "fail=400", undefined, context);
    while ((await chats.get(id, context)).status !== "error") await context.clock.sleep(700, context.signal);
    await chats.messages(id, { limit: 50 }, context);
    await chats.send(id, "Say hello again", undefined, context);
    await untilWaiting(coder, id, context);
    await chats.change(id, { archived: true }, context);
    await refused(chats.change(id, { archived: true }, context));
  },
});
