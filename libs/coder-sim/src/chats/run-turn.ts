import type { SimChat, SimTurn } from "../world/sim-chat.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import type { ChatScript, ChatStep } from "./chat-script.ts";
import { say } from "./say.ts";

/** How long Coder tries to reach a machine that is not there. */
const unreachableMs = 30_000;
const bindMs = 100;
const toolMs = 34;
const commitMs = 25;
const retryMs: readonly number[] = [1_000, 2_000, 4_000, 8_000];
const slowMs = 30_000;

/** What becomes of the chat when the model has nothing more to say. */
export type OnEnd = (turn: SimTurn) => void;

/** The model's work on the prompt that was said last. A model that does not answer is asked again and again. */
export function runTurn(world: World, chat: SimChat, script: ChatScript, onEnd: OnEnd): void {
  const { timeline, faults } = world;
  const occasion = { agent: chat.workspace?.name ?? chat.id };
  const bad = faults.strikes("model-error", occasion);
  const turn: SimTurn = { script: bad ? spoilt(script, bad.text) : script, said: [], step: 0, callOff: () => {} };
  chat.turn = turn;
  const slow = faults.strikes("model-slow", occasion);
  const waitMs = (isOutOfReach(chat) ? unreachableMs : 0) + (slow ? (slow.ms ?? slowMs) : 0);
  if (waitMs === 0) timeline.after(bindMs, () => bind(world, chat));
  attempt(1);

  function attempt(number: number): void {
    if (faults.strikes("model-dead", occasion)) {
      const delayMs = retryMs[number - 1] ?? retryMs.at(-1) ?? 0;
      world.chats.hub.happened(chat, { kind: "retry", attempt: number, delayMs });
      turn.callOff = timeline.after(delayMs, () => attempt(number + 1));
      return;
    }
    turn.callOff = timeline.after(waitMs, () => {
      if (waitMs > 0) bind(world, chat);
      nextStep(world, chat, turn, onEnd);
    });
  }
}

const spoilt = (script: ChatScript, detail = '{"error":{"message":"simulated"}}'): ChatScript => ({
  ...script,
  steps: [],
  ending: "error",
  error: { statusCode: 400, detail },
});

function nextStep(world: World, chat: SimChat, turn: SimTurn, onEnd: OnEnd): void {
  const { script, step: at } = turn;
  const step = script.steps[at];
  turn.step += 1;
  if (step !== undefined) turn.callOff = world.timeline.after(step.afterMs, () => take(world, chat, turn, step, onEnd));
  else if (script.ending !== "never") turn.callOff = world.timeline.after(commitMs, () => onEnd(turn));
}

function take(world: World, chat: SimChat, turn: SimTurn, { say: text, call }: ChatStep, onEnd: OnEnd): void {
  if (text !== undefined && text !== "") {
    turn.said.push(text);
    world.chats.hub.happened(chat, { kind: "part", text });
  }
  if (call === undefined) {
    nextStep(world, chat, turn, onEnd);
    return;
  }
  const { name, args } = call;
  const callId = `call_${world.chats.random.letters(12)}`;
  const words = turn.said.length === 0 ? [] : [{ type: "text", text: turn.said.join("") } as const];
  const atMs = world.timeline.now();
  say(world, chat, "assistant", [...words, { type: "tool-call", callId, name, args, atMs }]);
  turn.said = [];
  turn.callOff = world.timeline.after(isOutOfReach(chat) ? unreachableMs : toolMs, () => {
    const result = isOutOfReach(chat) ? { error: "The workspace agent is not connected." } : call.result;
    say(world, chat, "tool", [{ type: "tool-result", callId, name, result, atMs: world.timeline.now() }]);
    nextStep(world, chat, turn, onEnd);
  });
}

function isOutOfReach({ workspace }: SimChat): boolean {
  return workspace !== undefined && latestBuild(workspace).agent?.status !== "connected";
}

/** The chat works in the machine that its workspace has now. */
function bind(world: World, chat: SimChat): void {
  const agent = chat.workspace && latestBuild(chat.workspace).agent;
  if (agent?.status !== "connected" || agent === chat.agent) return;
  chat.agent = agent;
  chat.updatedMs = world.timeline.now();
}
