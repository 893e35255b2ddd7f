import type { AgentStatus } from "../agent-status.ts";
import type { InputDelivery } from "../events/event-schemas.ts";
import type { TaskState } from "../task.ts";
import type { Alert } from "./alert.ts";
import type { PullRequest } from "./pull-request.ts";

/** One task as the log tells it. */
export interface LedgerTask {
  readonly taskId: string;
  readonly task: string;
  readonly isOrdered: boolean;
  /** Undefined for one that was only observed. */
  readonly delivery?: InputDelivery | undefined;
  /** Of the input that carries it; undefined until that was about to be sent. */
  readonly inputId?: string | undefined;
  readonly state: TaskState;
  readonly outcome?: string | undefined;
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
}

/** The beginning of a conversation that is still to come. */
export interface OwedBeginning {
  readonly systemPrompt?: string | undefined;
  /** The task that is ordered for it, sent or not; undefined for an agent that was created without one. */
  readonly task?: string | undefined;
  readonly taskId?: string | undefined;
  readonly inputId?: string | undefined;
  /** Coder let nobody begin it: somebody has to order it anew. */
  readonly isRefused?: boolean | undefined;
}

/** An alert with its cause; a settled one is kept so that its cause is not raised again. */
export interface LedgerAlert {
  readonly alert: Alert;
  readonly cause: string;
  /** ISO 8601; the last time it was raised or escalated. */
  readonly sayingSince: string;
  readonly resolvedBy?: "observer" | "manager" | undefined;
}

/** What the log knows of one agent, gone ones included. */
export interface AgentLedger {
  readonly workspaceId: string;
  readonly name: string;
  readonly project: string;
  readonly role?: string | undefined;
  /** Events in its stream: what the next append may expect. */
  readonly version: number;
  readonly status?: AgentStatus | undefined;
  readonly statusReason?: string | undefined;
  /** ISO 8601, of the status; of being adopted or created, while no change is known. */
  readonly since: string;
  /** The newest of its reports that an event is about. */
  readonly reportAt?: string | undefined;
  readonly ownerId?: string | undefined;
  /** The build it last ran on; undefined after a restart until it is up again. */
  readonly upBuildId?: string | undefined;
  readonly restartedAt?: string | undefined;
  readonly isHealthy?: boolean | undefined;
  /** While a deletion of ours is under way or done. */
  readonly deleteRequestedAt?: string | undefined;
  readonly goneAt?: string | undefined;
  readonly goneBy?: "us" | "others" | undefined;
  /** The task it works on, or the last one. */
  readonly task?: LedgerTask | undefined;
  /** Tasks before `task` whose end was not seen yet, oldest first. */
  readonly earlierTasks: readonly LedgerTask[];
  /** Its conversation has not begun, as far as the log knows. */
  readonly owed?: OwedBeginning | undefined;
  readonly pullRequest?: PullRequest | undefined;
  /** Of tasks that ended with a known start, the last 50, oldest first. */
  readonly durationsMs: readonly number[];
  readonly tasksSucceeded: number;
  readonly tasksFailed: number;
  readonly restarts: number;
  /** Time spent idle since it was first seen, up to `since`. */
  readonly idleMs: number;
  readonly firstSeenAt: string;
  /** Open ones, the last 20 that are settled, and the last one of each rule. */
  readonly alerts: readonly LedgerAlert[];
}

/** When tasks of the fleet began and ended, for the last day. */
export interface TaskMark {
  readonly at: string;
  readonly taskId?: string | undefined;
  readonly kind: "started" | "succeeded" | "failed" | "cancelled";
}

/** The log, folded: what is known of the fleet at one place in the log. */
export interface FleetLedger {
  /** Place in the log of the last event in it. */
  readonly cursor: number;
  /** By workspace id. */
  readonly agents: ReadonlyMap<string, AgentLedger>;
  /** Of the fleet as a whole. */
  readonly alerts: readonly LedgerAlert[];
  /** Events in the fleet's own stream. */
  readonly version: number;
  readonly marks: readonly TaskMark[];
}
