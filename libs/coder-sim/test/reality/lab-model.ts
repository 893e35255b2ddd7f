import type { ChatModel, ChatScript, ChatStep } from "../../src/index.ts";

const word = /\S+ ?/g;
const stepsPerSecond = 5;

/**
 * The model behind the recorded chats, as its recorder scripted it: `work=N` counts steps for N seconds, `tool=NAME{json}`
 * calls a tool, `say=TEXT` is said instead of the echo, `fail=CODE` answers that status. None of these words is Coder's.
 */
export const labModel: ChatModel = { name: "fake-1", displayName: "Lab model", read };

function read(prompt: string): ChatScript {
  const seconds = Number(/work=(\d+)/.exec(prompt)?.[1] ?? 0);
  const [, tool, args] = /tool=(\w+)(\{.*\})/.exec(prompt) ?? [];
  const statusCode = Number(/fail=(\d+)/.exec(prompt)?.[1] ?? 0);
  const answer = /say=(\S+)/.exec(prompt)?.[1] ?? `You said: ${prompt}`;
  const common = { title: `Lab: ${prompt.replaceAll(/\s*\w+=\S+/g, "")}`, summary: "Finished the work" };
  if (statusCode > 0)
    return { ...common, steps: [], ending: "error", error: { statusCode, detail: errorOf(statusCode) } };
  const steps = [...counting(seconds), ...calling(tool, args), ...speaking(answer, seconds > 0)];
  return { ...common, steps: steps.map((step, at) => (at === 0 ? { ...step, afterMs: 30 } : step)), ending: "answer" };
}

/** Word by word; the last step of counting takes its time as well. */
const speaking = (answer: string, hasCounted: boolean): readonly ChatStep[] =>
  (answer.match(word) ?? []).map((say, at) => ({ afterMs: at === 0 && hasCounted ? 200 : 10, say }));

const counting = (seconds: number) =>
  Array.from({ length: seconds * stepsPerSecond }, (_, at) => ({ afterMs: 200, say: `step ${at + 1}. ` }));

function calling(name: string | undefined, args: string | undefined): readonly ChatStep[] {
  if (name === undefined || args === undefined) return [];
  const { command = "" } = JSON.parse(args);
  const output = `${String(command).replace("echo ", "")}\n`;
  const result = { output, success: true, exit_code: 0, wall_duration_ms: 4 };
  return [{ afterMs: 30, call: { name, args: JSON.parse(args), result } }];
}

const errorOf = (status: number) =>
  `{"error":{"code":"","message":"lab says ${status}","param":"","type":"lab_error"}}data: [DONE]`;
