import type { AgentLedger, AlertSeverity } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import type { AlertThresholds } from "./alert-thresholds.ts";

/** Why something is wrong. */
export interface Cause {
  readonly severity: AlertSeverity;
  /** Tells this occurrence from the same trouble later. */
  readonly cause: string;
  /** What was seen, in one sentence. */
  readonly evidence: string;
  /** Has lasted long enough to be said; an alert that says so already stays open either way. */
  readonly isDue: boolean;
}

/** What one rule finds: nothing, a cause, or that it cannot be known now, which leaves everything as it is. */
export type Verdict = Cause | "unknown" | undefined;

/** The last words of a conversation, as far as they were read. */
export interface Words {
  /** Stands for what was said last. */
  readonly hash: string;
  /** Milliseconds since the epoch: they have been the last words at least since then. */
  readonly since: number;
  /** And were still, when they were last read. */
  readonly until: number;
  /** The question they end with. */
  readonly question?: string | undefined;
}

/** What the rules know of one agent. */
export interface AgentFacts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly agent: AgentLedger;
  readonly seen: AgentRecord;
  readonly words: Words | undefined;
  /** Of its project's tasks; undefined while too few are known. */
  readonly medianMs: number | undefined;
  readonly thresholds: AlertThresholds;
}
export type AgentRule = (facts: AgentFacts) => Verdict;
