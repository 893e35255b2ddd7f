import { readScript } from "../agent-api/read-script.ts";
import type { Habits } from "../agent-api/read-script.ts";
import type { Random } from "../random.ts";

/** One thing that the model does, some time after the one before. */
export interface ChatStep {
  readonly afterMs: number;
  readonly say?: string;
  readonly call?: { readonly name: string; readonly args: unknown; readonly result: unknown };
}

/** What the model does with one prompt. */
export interface ChatScript {
  /** What it calls a chat that begins with this prompt, and what it says of the turn when it is over. */
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly ChatStep[];
  readonly ending: "answer" | "question" | "error" | "never";
  /** What its provider answers instead, of an error. */
  readonly error?: { readonly statusCode: number; readonly detail: string };
  readonly pullRequest?: string | undefined;
}

/** The model behind all chats. */
export interface ChatModel {
  readonly name: string;
  readonly displayName: string;
  readonly read: (prompt: string) => ChatScript;
}

const firstWordMs = 30;

/** Works like the coding CLI in the workspaces: by the prompt's directives, else by its habits. */
export const createScriptedModel = (habits: Habits, random: Random): ChatModel => ({
  name: "scripted-1",
  displayName: "Scripted model",
  read: (prompt) => readChatScript(prompt, habits, random),
});

function readChatScript(prompt: string, habits: Habits, random: Random): ChatScript {
  const word = /\bAnswer with the one word (\w+)/.exec(prompt)?.[1];
  return word === undefined ? workOn(prompt, habits, random) : obey(word);
}

/** No work at all. */
const obey = (word: string): ChatScript => ({
  title: "Waiting for a task",
  summary: `Said ${word}`,
  steps: [{ afterMs: 800, say: word }],
  ending: "answer",
});

function workOn(prompt: string, habits: Habits, random: Random): ChatScript {
  const { title, seconds, ending, pullRequest } = readScript(prompt, habits, random);
  const halfMs = (seconds * 1000) / 2;
  const call = { name: "execute", args: { command: "git status --short" }, result: ran(" M src/main.ts\n") };
  const opened = pullRequest === undefined ? "" : ` Opened ${pullRequest}`;
  const endings = {
    complete: { say: `Done: ${title}.${opened}`, ending: "answer" },
    question: { say: `Which way do you want it for "${title}"?`, ending: "question" },
    failure: { say: "", ending: "error" },
    never: { say: "", ending: "never" },
  } as const;
  const { say, ending: last } = endings[ending];
  return {
    title,
    summary: `Done: ${title}`,
    steps: [
      { afterMs: firstWordMs, say: `Looking at it: ${title}. ` },
      { afterMs: halfMs, call },
      { afterMs: halfMs, say },
    ],
    ending: last,
    ...(last === "error" && { error: { statusCode: 400, detail: '{"error":{"message":"simulated"}}' } }),
    pullRequest,
  };
}

const ran = (output: string) => ({ output, success: true, exit_code: 0, wall_duration_ms: 4 });
