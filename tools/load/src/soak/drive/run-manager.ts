import { setTimeout as sleep } from "node:timers/promises";
import { connectOverHttp } from "../../processes/connect.ts";
import type { Connection } from "../../processes/connect.ts";
import { chooseCall } from "../managers/choose-call.ts";
import type { Dice } from "../managers/dice.ts";
import { followRoster } from "../managers/follow-roster.ts";
import type { Ledger } from "../managers/ledger.ts";
import { readAnswer } from "../managers/read-answer.ts";
import type { Roster } from "../managers/roster.ts";
import type { ToolCall } from "../managers/tool-call.ts";

export interface Desk {
  /** MCP address of the server. */
  readonly url: string;
  readonly dice: Dice;
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly wanted: number;
  readonly nextLabel: () => string;
  /** Breaks its connection now and then, with a call under way, and connects again. */
  readonly isFickle: boolean;
  /** When work is over: what is still asked is hung up on. */
  readonly over: AbortSignal;
}

/** No tool may take longer than this to answer. */
const answerTimeoutMs = 120_000;
const longestPauseMs = 150;
/** A server that ends breaks its connections a little before its end is noticed. */
const noticeMs = 300;

/** Acts until work is over, also when the server ends it; what it is told goes into the ledger. */
export async function runManager(desk: Desk): Promise<void> {
  try {
    await act(desk);
  } catch (error) {
    await sleep(noticeMs);
    if (!desk.over.aborted) throw error;
  }
}

async function act(desk: Desk): Promise<void> {
  const { dice, over, roster } = desk;
  let connection = await connect(desk.url);
  while (!over.aborted) {
    const call = chooseCall(dice, { names: roster.names(), wanted: desk.wanted, nextLabel: desk.nextLabel });
    if (desk.isFickle && dice.chance(0.05)) {
      const left = new AbortController();
      const asked = ask(desk, connection, call, left.signal);
      await sleep(dice.between(0, 300));
      left.abort();
      await connection.stop();
      await asked;
      if (!over.aborted) connection = await connect(desk.url);
    } else await ask(desk, connection, call);
    await sleep(dice.between(0, longestPauseMs));
  }
  await connection.stop();
}

/** A client that knows the tools also holds their results against the schemas they promise. */
async function connect(url: string): Promise<Connection> {
  const connection = await connectOverHttp(url);
  await connection.client.listTools();
  return connection;
}

async function ask(
  { ledger, over, roster }: Desk,
  { client }: Connection,
  call: ToolCall,
  left?: AbortSignal,
): Promise<void> {
  const patience = call.hangsUpAfterMs === undefined ? [] : [AbortSignal.timeout(call.hangsUpAfterMs)];
  const signal = AbortSignal.any([over, ...(left ? [left] : []), ...patience]);
  try {
    const answer = readAnswer(
      await client.callTool({ name: call.tool, arguments: { ...call.input } }, { signal, timeout: answerTimeoutMs }),
    );
    ledger.note(call, answer);
    followRoster(roster, call, answer);
  } catch (error) {
    if (!signal.aborted) await sleep(noticeMs);
    if (signal.aborted) ledger.abandon(call);
    else ledger.fail(call, error);
  }
}
