import type { ErrorCode } from "@fleet-mcp/models";
import { z } from "zod";
import type { ReadAnswer } from "./read-answer.ts";
import type { ToolCall, ToolName } from "./tool-call.ts";

export interface Tally {
  results: number;
  /** The manager hung up, or its connection ended. */
  abandoned: number;
  readonly refusals: Map<ErrorCode, number>;
}

/** A prompt that somebody was told had arrived. */
export interface Receipt {
  readonly agent: string;
  readonly prompt: string;
}

const halting: ReadonlySet<ToolName> = new Set(["cancel_agent_task", "restart_agent", "delete_agent"]);
const Started = z.object({ receipt: z.object({ delivered: z.enum(["yes", "queued", "unknown"]) }) });
const Changed = z.object({ agent: z.object({ name: z.string(), status: z.string() }) });

/** All that the managers were told, in the words that the judgement needs. */
export function createLedger() {
  const tallies = new Map<ToolName, Tally>();
  const accepted: Receipt[] = [];
  const queued: Receipt[] = [];
  const created: Receipt[] = [];
  const halted = new Set<string>();
  const deleted: string[] = [];
  const deleting: string[] = [];
  const odd: string[] = [];
  const internal: string[] = [];
  let unknownReceipts = 0;
  return {
    accepted: accepted as readonly Receipt[],
    /** Behind a task that had just begun. */
    queued: queued as readonly Receipt[],
    created: created as readonly Receipt[],
    /** Agents that somebody wanted to cancel, restart or delete, whatever came of it; in small letters. */
    halted: halted as ReadonlySet<string>,
    deleted: deleted as readonly string[],
    deleting: deleting as readonly string[],
    odd: odd as readonly string[],
    internal: internal as readonly string[],
    tallies: tallies as ReadonlyMap<ToolName, Tally>,
    unknownReceipts: () => unknownReceipts,
    calls,
    note,
    abandon,
    /** The call ended in an error of the protocol or the connection. */
    fail,
  };

  function calls(): number {
    return [...tallies.values()].reduce((sum, { results, abandoned, refusals }) => {
      return sum + results + abandoned + [...refusals.values()].reduce((some, count) => some + count, 0);
    }, odd.length);
  }

  function abandon(call: ToolCall): void {
    noteHalt(call);
    tallyOf(call.tool).abandoned += 1;
  }

  function fail(call: ToolCall, error: unknown): void {
    noteHalt(call);
    odd.push(`${called(call)} failed: ${String(error)}`);
  }

  function noteHalt({ tool, input }: ToolCall): void {
    if (halting.has(tool)) halted.add(String(input.agent_name).toLowerCase());
  }

  function note(call: ToolCall, answer: ReadAnswer): void {
    noteHalt(call);
    if (answer.kind === "odd") {
      odd.push(`the answer to ${called(call)} ${answer.why}`);
      return;
    }
    const tally = tallyOf(call.tool);
    if (answer.kind === "result") {
      tally.results += 1;
      noteResult(call, answer.value);
      return;
    }
    tally.refusals.set(answer.code, (tally.refusals.get(answer.code) ?? 0) + 1);
    if (answer.code === "internal") internal.push(`${called(call)} answered ${answer.text}`);
  }

  function noteResult({ tool, input }: ToolCall, value: unknown): void {
    if (tool === "start_agent_task") {
      const { delivered } = Started.parse(value).receipt;
      const receipt = { agent: String(input.agent_name), prompt: String(input.task) };
      if (delivered === "yes") accepted.push(receipt);
      else if (delivered === "queued") queued.push(receipt);
      else unknownReceipts += 1;
    }
    if (tool === "create_agent" && input.task !== undefined) {
      created.push({ agent: String(input.name), prompt: String(input.task) });
    }
    if (tool !== "delete_agent") return;
    const { name, status } = Changed.parse(value).agent;
    if (status === "deleted") deleted.push(name);
    if (status === "deleting") deleting.push(name);
  }

  function tallyOf(tool: ToolName): Tally {
    const tally = tallies.get(tool) ?? { results: 0, abandoned: 0, refusals: new Map() };
    tallies.set(tool, tally);
    return tally;
  }
}
export type Ledger = ReturnType<typeof createLedger>;

const called = ({ tool, input }: ToolCall): string => `${tool}(${JSON.stringify(input)})`;
