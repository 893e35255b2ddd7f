import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The models that chats may use, below the experimental path.",
  from: { recordings: ["coder-2.35/chat-agent-life", "coder-2.35/server-identity"] },
  async run(context) {
    await coderOf(context).chats.models(context);
  },
});
