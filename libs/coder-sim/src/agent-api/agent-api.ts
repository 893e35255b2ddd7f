import type { Timeline } from "../clock/timeline.ts";
import type { Timings } from "../timings.ts";
import type { AppState } from "./app-state.ts";
import { endingLines, interruptedLines, questionAbout, startScreen, workingLines } from "./cli-screen.ts";
import type { Script } from "./read-script.ts";
import { terminalScreen } from "./terminal-screen.ts";

export interface AgentApiMessage {
  readonly id: number;
  readonly role: "user" | "agent";
  readonly content: string;
  readonly timeMs: number;
}

export interface AgentApiSettings {
  readonly timeline: Timeline;
  readonly timings: Timings;
  readonly readScript: (prompt: string) => Script;
  readonly report: (state: AppState, message: string, uri: string) => void;
  /** The CLI takes up a prompt. */
  readonly onWork: (script: Script) => void;
}

interface Work {
  readonly script: Script;
  readonly startedMs: number;
  readonly isFirst: boolean;
}

const escape = "\u001b";
/** How long after the CLI's last output AgentAPI has the new screen. */
const snapshotMs = 35;
/** How long after its last second of work the CLI has its result. */
const resultMs = 20;
/** How long after an ESC the CLI is idle. */
const escapeMs = 18;

/**
 * AgentAPI over a scripted coding CLI in one terminal: stable once the screen stood still, one prompt at a time, a
 * conversation whose last entry changes while the CLI works. The screen of the very first prompt shows only at its end.
 */
export function createAgentApi({ timeline, timings, readScript, report, onWork }: AgentApiSettings) {
  const messages: AgentApiMessage[] = [];
  const files = new Map<string, string>();
  let firstPrompt = "";
  let work: Work | undefined;
  let isSending = false;
  let isAlive = true;
  let changedMs = timeline.now();
  let callOff = () => {};
  answerWith(startScreen, 0, changedMs);
  return { isStable, conversation, start, send, sendRaw, keep, stop, isAlive: () => isAlive };

  /** Of a waiting CLI whose screen has settled. */
  function isStable(): boolean {
    return work === undefined && !isSending && timeline.now() - changedMs >= timings.settleMs;
  }

  /** The first prompt comes with the command line: it shows on the screen, not as a message. */
  function start(prompt: string): void {
    isSending = true;
    callOff = timeline.after(timings.firstReportMs, () => takeUp(prompt, true));
  }

  /** Refuses unless stable. Resolves when the CLI has taken it up: false when the CLI died before that. */
  function send(prompt: string): Promise<boolean> {
    isSending = true;
    const text = prompt.trim();
    messages.push({ id: messages.length, role: "user", content: text, timeMs: timeline.now() + snapshotMs });
    return new Promise((resolve) => {
      timeline.after(timings.takeUpMs, () => {
        if (isAlive) takeUp(text, false);
        resolve(isAlive);
      });
    });
  }

  function sendRaw(keys: string): void {
    if (!isInterrupt(keys) || work === undefined) return;
    const { script, startedMs, isFirst } = work;
    const elapsedMs = timeline.now() - startedMs;
    callOff();
    callOff = timeline.after(escapeMs, () => {
      finish({ script, isFirst, elapsedMs, lines: interruptedLines });
      rest("idle", `Interrupted: ${script.title}`, "");
    });
  }

  function takeUp(prompt: string, isFirst: boolean): void {
    const script = readScript(fileOf(prompt) ?? prompt);
    isSending = false;
    work = { script, startedMs: timeline.now(), isFirst };
    if (isFirst) firstPrompt = prompt;
    report("working", script.title, "");
    onWork(script);
    if (script.ending !== "never")
      callOff = timeline.after(script.seconds * 1000 + resultMs, () => end(script, isFirst));
  }

  /** Keeps a file on the machine; its path. */
  function keep(name: string, text: string): string {
    const path = `/tmp/agentapi-uploads-${files.size + 1}/${name}`;
    files.set(path, text);
    return path;
  }

  /** The CLI does what the file says that a prompt names. */
  function fileOf(prompt: string): string | undefined {
    const [, text] = [...files].find(([path]) => prompt.includes(path)) ?? [];
    return text;
  }

  function end(script: Script, isFirst: boolean): void {
    const { title, ending, pullRequest } = script;
    const elapsedMs = Math.max(0, script.seconds - 1) * 1000;
    if (ending === "failure" || ending === "question") {
      finish({ script, isFirst, elapsedMs, lines: endingLines(script) });
      if (ending === "failure") rest("failure", `Failed: ${title}`, "");
      else rest("idle", `Question: ${questionAbout(title)}`, "");
      return;
    }
    report("complete", `Done: ${title}`, pullRequest ?? "");
    if (!isFirst) finish({ script, isFirst, elapsedMs, lines: endingLines(script) });
    callOff = timeline.after(timings.idleMs, () => {
      if (isFirst) finish({ script, isFirst, elapsedMs, lines: endingLines(script) });
      rest("idle", `Done: ${title}`, pullRequest ?? "");
    });
  }

  /** Puts the last screen of a prompt into the conversation. */
  function finish(turn: { script: Script; isFirst: boolean; elapsedMs: number; lines: readonly string[] }): void {
    const lines = [...workingLines(turn.script, turn.elapsedMs), ...turn.lines];
    const id = turn.isFirst ? 0 : messages.length;
    const timeMs = timeline.now() + snapshotMs;
    answerWith(turn.isFirst ? [...startScreen, "", `> ${firstPrompt}`, ...lines] : lines, id, timeMs);
  }

  function rest(state: AppState, message: string, uri: string): void {
    work = undefined;
    changedMs = timeline.now();
    report(state, message, uri);
  }

  function answerWith(lines: readonly string[], id: number, timeMs: number): void {
    messages[id] = { id, role: "agent", content: terminalScreen(lines), timeMs };
  }

  /** Oldest first. */
  function conversation(): readonly AgentApiMessage[] {
    if (work === undefined || work.isFirst || messages.at(-1)?.role === "agent") return messages;
    const content = terminalScreen(workingLines(work.script, timeline.now() - work.startedMs));
    return [...messages, { id: messages.length, role: "agent", content, timeMs: timeline.now() }];
  }

  /** The CLI is gone, and what was said with it. */
  function stop(): void {
    isAlive = false;
    callOff();
  }
}
/** Whether the key itself is among them, which also begins the code of other keys. */
export const isInterrupt = (keys: string): boolean => keys.replaceAll(`${escape}[`, "").includes(escape);

export type AgentApi = ReturnType<typeof createAgentApi>;
