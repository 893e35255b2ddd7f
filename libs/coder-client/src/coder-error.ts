import { FleetError } from "@fleet-mcp/models";
import type { ErrorCode } from "@fleet-mcp/models";

/** What happened, as callers may branch on it; finer than the code and never foreign text. */
export type CoderReason =
  | "route_not_found"
  | "missing"
  | "gone"
  | "build_active"
  | "name_taken"
  | "bad_name"
  | "parameter_missing"
  | "agent_busy"
  | "task_not_active"
  | "already_running"
  | "input_empty"
  | "status_differs"
  | "already_completed"
  | "unauthenticated"
  | "forbidden"
  | "licence"
  | "rate_limited"
  | "workspace_offline"
  | "app_unreachable"
  | "app_missing"
  | "path_apps_disabled"
  | "host_refused"
  | "version_importing"
  | "not_ai_template"
  | "chat_idle"
  | "chat_active"
  | "chat_archived"
  | "already_archived"
  | "queue_empty"
  | "queue_full"
  | "no_default_model"
  | "network"
  | "dns"
  | "tls"
  | "timed_out"
  | "not_json"
  | "wrong_shape"
  | "redirected"
  | "other";

export interface CoderErrorFacts {
  readonly code: ErrorCode;
  readonly reason: CoderReason;
  readonly method: string;
  readonly path: string;
  /** For whoever runs the server: the request, its status and id. */
  readonly where?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly delivered?: "no" | "unknown" | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly coderMessage?: string | undefined;
  readonly cause?: Error | undefined;
}

/** Every failure of a call to Coder. The message is our own sentence and where it happened; no property ever holds the token. */
export class CoderError extends FleetError {
  readonly reason: CoderReason;
  readonly method: string;
  /** Path of the request below the configured URL, without its query. */
  readonly path: string;
  /** Absent when nothing was answered. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Of writes: `no` when Coder certainly did nothing, `unknown` when the request may have arrived. */
  readonly delivered: "no" | "unknown" | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Names of the inputs that Coder refused. */
  readonly fields: readonly string[];
  /** Coder's own words, cut and redacted: for logs, and for the few refusals worth quoting. */
  readonly coderMessage: string | undefined;

  /** The message without the request, fit for an answer. */
  readonly sentence: string;

  constructor(sentence: string, facts: CoderErrorFacts) {
    super(facts.code, facts.where ? `${sentence} (${facts.where})` : sentence, { cause: facts.cause });
    this.sentence = sentence;
    this.reason = facts.reason;
    this.method = facts.method;
    this.path = facts.path;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.delivered = facts.delivered;
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.fields = facts.fields ?? [];
    this.coderMessage = facts.coderMessage;
  }
}
