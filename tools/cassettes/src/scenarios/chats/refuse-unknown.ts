import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Chats that are not there, read and written to.",
  from: { recordings: ["coder-2.35/chat-agent-refusals", "coder-2.35/server-identity"] },
  async run(context) {
    const { chats } = coderOf(context);
    await refused(chats.get("00000000-0000-4000-8000-000000000000", context));
    await refused(chats.get("not-a-uuid", context));
  },
});
