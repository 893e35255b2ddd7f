import type { ErrorCode } from "@fleet-mcp/models";
import type { CoderReason } from "../coder-error.ts";

/** The code that goes with a reason; only `other` is told by its status. */
export function errorCode(reason: CoderReason, status: number | undefined): ErrorCode {
  return reason === "other" ? codeOfStatus(status ?? 0) : codes[reason];
}

const codes: Readonly<Record<Exclude<CoderReason, "other">, ErrorCode>> = {
  route_not_found: "unsupported",
  missing: "not_found",
  gone: "not_found",
  build_active: "busy",
  name_taken: "already_exists",
  bad_name: "invalid_input",
  parameter_missing: "invalid_input",
  agent_busy: "busy",
  task_not_active: "offline",
  already_running: "busy",
  input_empty: "invalid_input",
  status_differs: "busy",
  already_completed: "invalid_input",
  unauthenticated: "unauthenticated",
  forbidden: "forbidden",
  licence: "forbidden",
  rate_limited: "rate_limited",
  workspace_offline: "offline",
  app_unreachable: "offline",
  app_missing: "offline",
  path_apps_disabled: "forbidden",
  host_refused: "offline",
  version_importing: "busy",
  not_ai_template: "invalid_input",
  chat_idle: "not_busy",
  chat_active: "busy",
  chat_archived: "not_found",
  already_archived: "not_found",
  queue_empty: "not_found",
  queue_full: "busy",
  no_default_model: "unsupported",
  network: "unavailable",
  dns: "unavailable",
  tls: "unavailable",
  timed_out: "timeout",
  not_json: "unavailable",
  wrong_shape: "unavailable",
  redirected: "unavailable",
};

function codeOfStatus(status: number): ErrorCode {
  if (status === 400 || status === 422) return "invalid_input";
  return status >= 500 ? "unavailable" : "internal";
}
