import type { TextFile } from "@fleet-mcp/coder-client";
import type { BackendName, CallOptions, Conversation, FirstTask, GivenPrompt, StatusReport } from "@fleet-mcp/models";
import type { AgentRecord } from "../agents/agent-record.ts";

/** What a new agent needs, already resolved to Coder's handles. */
export interface CreationOrder {
  readonly name: string;
  readonly versionId: string;
  readonly presetId: string | undefined;
  readonly promptParameter: string | undefined;
  readonly task: string | undefined;
}

/** Whether an agent works. `asked`: its CLI said so just now; `reported`: it could not be asked, and this is what was last heard. */
export interface Activity {
  readonly isBusy: boolean;
  readonly evidence: "asked" | "reported";
  /** Why it could not be asked. */
  readonly problem?: string;
  /** Its CLI is known not to run, or not to be reachable by anybody. */
  readonly isOffline: boolean;
  /** It rests in the middle of its task, for somebody to answer: not busy, but there is something to cancel. */
  readonly isWaiting?: boolean;
  /** Keys reach its terminal, so an interrupt is an interrupt and not a prompt. */
  readonly takesKeys: boolean;
}

/** `queued`: after what it works on. `unknown`: the answer was lost after sending, so the text may have arrived. */
export type Delivery = "yes" | "queued" | "unknown";

/** What becomes of a text for an agent that works: refused, or where there is a queue, queued, with the running turn stopped or not. */
export type IfBusy = "refuse" | "queue" | "interrupt";

/** One thing said in a conversation, uncut. */
export interface Utterance {
  readonly from: "user" | "agent";
  readonly time: string;
  readonly text: string;
}

/**
 * The way one agent is talked to. A backend is one file; services and tools never name one. Every method throws RepositoryError;
 * a `busy` from `send` proves that nothing was delivered.
 */
export interface Backend {
  readonly name: BackendName;
  /** Creates the agent with its first task and returns the id of its workspace; where there is a `begin`, without its task. */
  create(order: CreationOrder, options: CallOptions): Promise<string>;
  /** Gives the first task, once the machine is up. Not to be called for an agent that does not await it. */
  begin?(agent: AgentRecord, first: FirstTask, options: CallOptions): Promise<void>;
  activity(agent: AgentRecord, options: CallOptions): Promise<Activity>;
  /** Backends without a queue refuse whatever `ifBusy` says. */
  send(agent: AgentRecord, text: string, options: CallOptions, ifBusy?: IfBusy): Promise<Delivery>;
  /** Asks the CLI to stop its turn; returns before it has. */
  interrupt(agent: AgentRecord, options: CallOptions): Promise<void>;
  /** Takes back what is queued and gives the texts; where there is no queue, there is nothing to take back. */
  dropQueue?(agent: AgentRecord, options: CallOptions): Promise<string[]>;
  /** Types keys into the terminal as they are, also while it works, and returns before it has reacted. Absent without a terminal. */
  type?(agent: AgentRecord, keys: string, options: CallOptions): Promise<Delivery>;
  /** Puts a text file on the agent's machine and returns its path. Throws `unsupported` where that cannot be done; absent where a message takes the longest task. */
  upload?(agent: AgentRecord, file: TextFile, options: CallOptions): Promise<string>;
  /** The whole conversation that is kept, oldest first. */
  conversation(agent: AgentRecord, options: CallOptions): Promise<Utterance[]>;
  /** All that is known of its tasks, where the conversation alone tells it. */
  past?(
    agent: AgentRecord,
    options: CallOptions,
  ): Promise<{ readonly prompts: readonly GivenPrompt[]; readonly reports: readonly StatusReport[] }>;
  /** What a full description adds of its conversation. */
  details?(agent: AgentRecord, options: CallOptions): Promise<Conversation>;
  /** The first task, when it is known from elsewhere than the conversation. */
  firstPrompt(agent: AgentRecord, options: CallOptions): Promise<GivenPrompt | undefined>;
  requestStop(agent: AgentRecord, options: CallOptions): Promise<void>;
  requestStart(agent: AgentRecord, options: CallOptions): Promise<void>;
  requestDelete(agent: AgentRecord, options: CallOptions): Promise<void>;
}
