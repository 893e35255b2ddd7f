import { callLine } from "./call-line.ts";
import { Fleet } from "./fleet.ts";
import type { FleetRow } from "./fleet.ts";
import type { McpConnection, ToolAnswer } from "./mcp-connection.ts";
import type { Screen } from "./screen.ts";
import type { Step, ToolCall } from "./tour.ts";

export interface Guide {
  readonly connection: Pick<McpConnection, "call">;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Between two looks at the fleet. */
  readonly lookEveryMs: number;
  /** For reading, after each step. */
  readonly pauseMs: number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const listAgents: ToolCall = { tool: "list_agents", input: {} };

/** Takes the steps one after the other. Throws when a tool answers otherwise than the tour expects. */
export async function takeTour(steps: readonly Step[], guide: Guide): Promise<void> {
  for (const [at, step] of steps.entries()) {
    guide.screen.say("");
    guide.screen.say(`${at + 1}. ${step.title}`, "title");
    await takeStep(step, guide);
    await guide.sleep(guide.pauseMs, guide.signal);
  }
}

async function takeStep(step: Step, guide: Guide): Promise<void> {
  const { screen } = guide;
  for (const call of step.calls) screen.say(callLine(call), "call");
  if (step.watches === undefined) return void (await callAll(step, guide));
  screen.say(`${callLine(listAgents)}, again and again`, "call");
  await watch(guide, callAll(step, guide), step.watches);
  screen.keepTable();
}

async function callAll(step: Step, { connection, screen, signal }: Guide): Promise<void> {
  const isExpected = step.isRefused ?? false;
  await Promise.all(
    step.calls.map(async (call) => {
      const answer = await connection.call(call, signal);
      screen.say(answer.text, answer.isRefused ? "refusal" : "answer");
      if (answer.isRefused !== isExpected) throw unexpected(call, answer);
    }),
  );
}

/** Draws the fleet until the calls are answered, and then until it is as wanted. */
async function watch(guide: Guide, calls: Promise<void>, until: NonNullable<Step["watches"]>): Promise<void> {
  const progress = { isAnswered: false };
  const answered = calls.finally(() => {
    progress.isAnswered = true;
  });
  // Awaited below; a look at the fleet may fail first.
  answered.catch(() => {});
  for (;;) {
    const wasAnswered = progress.isAnswered;
    const fleet = await look(guide);
    guide.screen.showFleet(fleet);
    if (wasAnswered && (until === "meanwhile" || !fleet.some(isBusy))) break;
    const pause = guide.sleep(guide.lookEveryMs, guide.signal);
    await (wasAnswered ? pause : Promise.race([pause, answered]));
  }
  await answered;
}

async function look({ connection, signal }: Guide): Promise<readonly FleetRow[]> {
  const answer = await connection.call(listAgents, signal);
  if (answer.isRefused) throw unexpected(listAgents, answer);
  return Fleet.parse(answer.structured).agents;
}

const isBusy = ({ status }: FleetRow): boolean => status === "busy";

function unexpected(call: ToolCall, { isRefused, text }: ToolAnswer): Error {
  const [line] = text.split("\n");
  return new Error(`The tour ends early: ${call.tool} was ${isRefused ? "refused" : "not refused"}: ${line}`);
}
