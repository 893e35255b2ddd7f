import type { ChatPart, SimChat, SimChatMessage, SimTurn } from "../world/sim-chat.ts";
import type { World } from "../world/world.ts";
import type { ChatScript } from "./chat-script.ts";
import { runTurn } from "./run-turn.ts";
import { say, sayPrompt } from "./say.ts";
import { setStatus, setSummary } from "./set-status.ts";

const endMs = 19;
const summaryMs = 18;
const forgetMs = 5;

/** A prompt reaches the model. */
export function startTurn(world: World, chat: SimChat, text: string): SimChatMessage {
  const message = takeUp(world, chat, text);
  setStatus(world, chat, "running");
  return message;
}

/** The same in a chat that runs already. */
export function takeUp(world: World, chat: SimChat, text: string): SimChatMessage {
  chat.error = undefined;
  const message = sayPrompt(world, chat, text);
  run(world, chat, world.chats.model.read(text));
  return message;
}

/** The model works, and the chat goes on when it is done. */
export function work(world: World, chat: SimChat, script: ChatScript): void {
  setStatus(world, chat, "running");
  run(world, chat, script);
}

const run = (world: World, chat: SimChat, script: ChatScript) =>
  runTurn(world, chat, script, (turn) => endTurn(world, chat, turn));

/** After a turn, whole or not, what is queued has its own; else the chat rests. */
export function goOn(world: World, chat: SimChat, summary: string | undefined): void {
  const { timeline } = world;
  const next = chat.queue.shift();
  if (next !== undefined) {
    startTurn(world, chat, next.text);
    world.chats.hub.happened(chat, { kind: "queue" });
    timeline.after(forgetMs, () => setSummary(world, chat, undefined));
    return;
  }
  setStatus(world, chat, "waiting");
  const turns = chat.prompts.length;
  timeline.after(summaryMs, () => {
    if (chat.prompts.length === turns) setSummary(world, chat, summary);
  });
}

function endTurn(world: World, chat: SimChat, turn: SimTurn): void {
  const { script, said } = turn;
  if (script.ending === "error") {
    fail(world, chat, turn);
    return;
  }
  const text = said.join("");
  const asked = script.ending === "question" ? [question(world, text)] : [];
  if (text !== "" || asked.length > 0) say(world, chat, "assistant", [{ type: "text", text }, ...asked]);
  if (script.pullRequest !== undefined) chat.pullRequest = script.pullRequest;
  turn.said = [];
  turn.callOff = world.timeline.after(endMs, () => {
    chat.turn = undefined;
    if (script.ending === "question") ask(world, chat);
    else goOn(world, chat, script.summary);
  });
}

/** Waits for what only people can give; what is queued waits too. */
function ask(world: World, chat: SimChat): void {
  setStatus(world, chat, "requires_action");
  world.chats.hub.happened(chat, { kind: "action" });
}

function question(world: World, text: string): ChatPart {
  const callId = `call_${world.chats.random.letters(12)}`;
  return { type: "tool-call", callId, name: "ask_user_question", args: { question: text }, atMs: world.timeline.now() };
}

/** Whatever is queued stays queued until somebody says something. */
function fail(world: World, chat: SimChat, { script: { error } }: SimTurn): void {
  chat.turn = undefined;
  chat.error = {
    message: "OpenAI Compatible returned an unexpected error.",
    detail: error?.detail ?? "",
    kind: "generic",
    isRetryable: false,
    statusCode: error?.statusCode ?? 500,
  };
  setStatus(world, chat, "error");
  world.chats.hub.happened(chat, { kind: "error" });
  world.timeline.after(summaryMs, () => {
    if (chat.status === "error") setSummary(world, chat, undefined);
  });
}
