import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../refused.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The life of an agent on the chats backend: create, list, work, refusal, cancel, look back, delete.",
  from: {
    recordings: ["coder-2.35/chat-agent-life", "coder-2.35/server-identity", "coder-2.35/fleet-mixed"],
    ahead: ["/api/v2/workspaces?"],
  },
  async run(context) {
    const fleet = fleetOf(context);
    const page = { page: 1, page_size: 20 };
    const task = "Add a health endpoint work=3";
    await fleet.creation.create({ name: "plover", project: "chat-box", role: "coder", task, waitSeconds: 60 }, context);
    await fleet.agents.list({}, page, context);
    await fleet.tasks.start("plover", 'Run the tests tool=execute{"command":"echo tests passed"}', context);
    await fleet.tasks.start("plover", "Refactor the cart work=60", context);
    await fleet.tasks.start("plover", "And bump the version", context).catch(refused("busy"));
    await fleet.tasks.cancel("plover", context);
    await fleet.tasks.history("plover", page, context);
    await fleet.logs.show("plover", { source: "conversation" }, page, context);
    await fleet.lifecycle.remove("plover", 60, context);
  },
});
