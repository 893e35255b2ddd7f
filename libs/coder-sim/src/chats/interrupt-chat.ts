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
    closeCalls(world, chat);
    work(world, chat, resigned);
  } else if (chat.status === "running") {
    stop(world, chat);
  }
}

const resigned: ChatScript = {
  title: "",
  summary: "Stopped without an answer to its question",
  steps: [{ afterMs: 30, say: "Then I leave it at that." }],
  ending: "answer",
};

function stop(world: World, chat: SimChat): void {
  const said = chat.turn?.said ?? [];
  chat.turn?.callOff();
  chat.turn = undefined;
  setStatus(world, chat, "interrupting");
  world.timeline.after(interruptMs, () => {
    closeCalls(world, chat);
    const parts = said.map((text) => ({ type: "text", text }) as const);
    if (parts.length > 0) say(world, chat, "assistant", parts, false);
    goOn(world, chat, undefined);
  });
}

/** A tool that nobody waits for any more has a result all the same. */
function closeCalls(world: World, chat: SimChat): void {
  const atMs = world.timeline.now();
  const result = { error: "Tool execution interrupted by user" };
  for (const part of chat.messages.at(-1)?.parts ?? []) {
    if (part.type !== "tool-call") continue;
    say(world, chat, "tool", [{ type: "tool-result", callId: part.callId, name: part.name, result, atMs }]);
  }
}
