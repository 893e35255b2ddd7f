import type { SimChat } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";
import type { ChatScript } from "./chat-script.ts";
import { say } from "./say.ts";
import { setStatus } from "./set-status.ts";
import { goOn, work } from "./turns.ts";

const interruptMs = 26;

/** Stops the running turn; what was said of its answer stays. A question is taken back, and the model answers once more. */
export function interruptChat(world: World, chat: SimChat): void {
  if (chat.status === "requires_action") {
    takeBack(world, chat);
    return;
  }
  if (chat.status !== "running") return;
  const said = chat.turn?.said ?? [];
  chat.turn?.callOff();
  chat.turn = undefined;
  setStatus(world, chat, "interrupting");
  world.timeline.after(interruptMs, () => {
    const parts = said.map((text) => ({ type: "text", text }) as const);
    if (parts.length > 0) say(world, chat, "assistant", parts, false);
    goOn(world, chat, undefined);
  });
}

const resigned: ChatScript = {
  title: "",
  summary: "Stopped without an answer to its question",
  steps: [{ afterMs: 30, say: "Then I leave it at that." }],
  ending: "answer",
};

function takeBack(world: World, chat: SimChat): void {
  const asked = chat.messages.at(-1)?.parts.find((part) => part.type === "tool-call");
  if (asked !== undefined) {
    const { callId, name } = asked;
    const result = { error: "Tool execution interrupted by user" };
    say(world, chat, "tool", [{ type: "tool-result", callId, name, result, atMs: world.timeline.now() }]);
  }
  work(world, chat, resigned);
}
