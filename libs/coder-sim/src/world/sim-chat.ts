import type { ChatScript } from "../chats/chat-script.ts";
import type { SimUser } from "./sim-user.ts";
import type { SimAgent, SimWorkspace } from "./sim-workspace.ts";

export type ChatStatus = "running" | "interrupting" | "waiting" | "requires_action" | "error";

export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "tool-call";
      readonly callId: string;
      readonly name: string;
      readonly args: unknown;
      readonly atMs: number;
    }
  | {
      readonly type: "tool-result";
      readonly callId: string;
      readonly name: string;
      readonly result: unknown;
      readonly atMs: number;
    };

export interface SimChatMessage {
  /** Of one count over all chats. */
  readonly id: number;
  readonly createdMs: number;
  readonly role: "user" | "assistant" | "tool";
  readonly parts: readonly ChatPart[];
  /** Whether the model finished it: it says what it cost. */
  readonly isWhole: boolean;
}

export interface SimQueuedMessage {
  readonly id: number;
  readonly createdMs: number;
  readonly text: string;
}

export interface ChatError {
  readonly message: string;
  readonly detail: string;
  readonly kind: string;
  readonly isRetryable: boolean;
  readonly statusCode: number;
}

/** What the model is doing. */
export interface SimTurn {
  readonly script: ChatScript;
  /** What it has said of the message that it is writing. */
  said: string[];
  step: number;
  /** Calls off what comes next. */
  callOff: () => void;
}

/** A conversation with the agent that lives in Coder itself; it may work in a workspace, and outlives it. */
export interface SimChat {
  readonly id: string;
  readonly owner: SimUser;
  readonly clientType: string;
  readonly createdMs: number;
  updatedMs: number;
  status: ChatStatus;
  title: string;
  /** Of the last turn. */
  summary: string | undefined;
  labels: Readonly<Record<string, string>>;
  workspace: SimWorkspace | undefined;
  /** The machine that its tools ran in last. */
  agent: SimAgent | undefined;
  isArchived: boolean;
  pinOrder: number;
  pullRequest: string | undefined;
  error: ChatError | undefined;
  /** Oldest first. */
  readonly messages: SimChatMessage[];
  readonly queue: SimQueuedMessage[];
  turn: SimTurn | undefined;
  /** What was taken up, and when somebody interrupted. */
  readonly prompts: { readonly text: string; readonly atMs: number }[];
  readonly interrupts: number[];
}
