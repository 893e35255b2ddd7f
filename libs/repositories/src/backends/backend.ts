import type { TextFile } from "@fleet-mcp/coder-client";
import type { BackendName, CallOptions, GivenPrompt } from "@fleet-mcp/models";
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
  /** Keys reach its terminal, so an interrupt is an interrupt and not a prompt. */
  readonly takesKeys: boolean;
}

/** `unknown`: the answer was lost after sending, so the text may have arrived. */
export type Delivery = "yes" | "unknown";

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
  /** Creates the agent with its first task and returns the id of its workspace. */
  create(order: CreationOrder, options: CallOptions): Promise<string>;
  activity(agent: AgentRecord, options: CallOptions): Promise<Activity>;
  send(agent: AgentRecord, text: string, options: CallOptions): Promise<Delivery>;
  /** Asks the CLI to stop its turn; returns before it has. */
  interrupt(agent: AgentRecord, options: CallOptions): Promise<void>;
  /** Types keys into the terminal as they are, also while it works, and returns before it has reacted. Only where it takes keys. */
  type(agent: AgentRecord, keys: string, options: CallOptions): Promise<Delivery>;
  /** Puts a text file on the agent's machine and returns its path. Throws `unsupported` where that cannot be done. */
  upload(agent: AgentRecord, file: TextFile, options: CallOptions): Promise<string>;
  /** The whole conversation that is kept, oldest first. */
  conversation(agent: AgentRecord, options: CallOptions): Promise<Utterance[]>;
  /** The first task, when it is known from elsewhere than the conversation. */
  firstPrompt(agent: AgentRecord, options: CallOptions): Promise<GivenPrompt | undefined>;
  requestStop(agent: AgentRecord, options: CallOptions): Promise<void>;
  requestStart(agent: AgentRecord, options: CallOptions): Promise<void>;
  requestDelete(agent: AgentRecord, options: CallOptions): Promise<void>;
}
