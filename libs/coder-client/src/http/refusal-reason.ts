import type { CoderReason } from "../coder-error.ts";
import type { Answer, Asked } from "./answer.ts";
import { readRefusal } from "./wire-refusal.ts";
import type { Refusal } from "./wire-refusal.ts";

/** Why this answer is not what was asked for. Coder tells most refusals of one status apart only by their message. */
export function refusalReason(asked: Asked, answer: Answer): CoderReason {
  const refusal = readRefusal(answer.text);
  // Not a rate: waiting does not help, the turn before has to end.
  if (refusal?.message.startsWith("Message queue is full")) return "queue_full";
  return (
    byStatus[answer.status] ??
    buildReason(asked, answer) ??
    redirectReason(asked, answer) ??
    (refusal === undefined ? unreadableReason(asked, answer) : wordedReason(answer.status, refusal))
  );
}

const byStatus: Readonly<Record<number, CoderReason>> = {
  401: "unauthenticated",
  410: "gone",
  412: "status_differs",
  429: "rate_limited",
};

/** Whatever its words, a conflict over a build is that another one, or a deletion, was quicker. */
function buildReason({ method, path }: Asked, { status }: Answer): CoderReason | undefined {
  return status === 409 && method === "POST" && /\/workspaces\/[^/]+\/builds$/.test(path) ? "build_active" : undefined;
}

/** The app proxy sends who is not signed in to the login page. */
function redirectReason({ target }: Asked, { status }: Answer): CoderReason | undefined {
  if (status < 300 || status > 399) return undefined;
  return target === "app" && status === 303 ? "unauthenticated" : "redirected";
}

function wordedReason(status: number, refusal: Refusal): CoderReason {
  return rules.find((rule) => rule.statuses.includes(status) && rule.matches(refusal))?.reason ?? "other";
}

interface Rule {
  readonly statuses: readonly number[];
  readonly reason: CoderReason;
  readonly matches: (refusal: Refusal) => boolean;
}

const says =
  (pattern: RegExp) =>
  ({ message, detail }: Refusal) =>
    pattern.test(`${message} ${detail}`);
const always = () => true;
const nameFault = ({ validations }: Refusal) => validations.find(({ field }) => field === "name");

/** The first that fits. Wordings are those of Coder 2.29 to 2.35 and of AgentAPI 0.12. */
const rules: readonly Rule[] = [
  { statuses: [404], reason: "route_not_found", matches: ({ message }) => message === "Route not found." },
  { statuses: [404], reason: "missing", matches: always },
  { statuses: [403], reason: "licence", matches: says(/^Build is not permitted/) },
  { statuses: [403], reason: "forbidden", matches: always },
  { statuses: [406], reason: "version_importing", matches: always },
  { statuses: [409], reason: "build_active", matches: says(/^A workspace build is already active/) },
  { statuses: [409, 502], reason: "agent_busy", matches: says(/^Task app is not ready to accept input/) },
  { statuses: [500], reason: "agent_busy", matches: says(/waiting for user input/) },
  { statuses: [409], reason: "already_running", matches: says(/^Task workspace is already running/) },
  { statuses: [400, 409], reason: "task_not_active", matches: says(/^Task (is \w+\.|(status )?must be active)/) },
  { statuses: [400, 409], reason: "task_not_active", matches: says(/^Cannot fetch logs for task in current state/) },
  {
    statuses: [400, 409],
    reason: "name_taken",
    matches: (refusal) => /already in use/.test(nameFault(refusal)?.detail ?? ""),
  },
  { statuses: [400], reason: "bad_name", matches: (refusal) => nameFault(refusal) !== undefined },
  { statuses: [400], reason: "bad_name", matches: says(/^Unable to create a Task with the provided name/) },
  { statuses: [400], reason: "parameter_missing", matches: says(/^Unable to validate parameter/) },
  { statuses: [400], reason: "input_empty", matches: says(/^Task input is required/) },
  { statuses: [500], reason: "input_empty", matches: says(/must not be empty/) },
  { statuses: [400], reason: "already_completed", matches: says(/^Job has already (?:completed|been )/) },
  { statuses: [409], reason: "chat_idle", matches: says(/^Chat is not in an interruptible state/) },
  { statuses: [409], reason: "chat_active", matches: says(/^Cannot archive an active chat/) },
  { statuses: [409], reason: "queue_empty", matches: says(/^Chat has no queued messages/) },
  { statuses: [400], reason: "already_archived", matches: says(/^Chat is already archived/) },
  { statuses: [400], reason: "chat_archived", matches: says(/ archived chat[.]/) },
  { statuses: [400], reason: "no_default_model", matches: says(/^No default chat model/) },
  { statuses: [400], reason: "not_ai_template", matches: says(/^Template does not have a valid/) },
];

/** An answer that neither Coder's API nor AgentAPI writes. */
function unreadableReason(asked: Asked, answer: Answer): CoderReason {
  const appReason = asked.target === "app" ? appProxyReason(answer) : undefined;
  return appReason ?? (answer.status === 403 ? "forbidden" : "not_json");
}

const pages: Readonly<Record<number, CoderReason>> = {
  400: "workspace_offline",
  403: "path_apps_disabled",
  404: "app_missing",
  502: "app_unreachable",
};

function appProxyReason(answer: Answer): CoderReason | undefined {
  if (answer.status === 400 && answer.text.startsWith("Invalid host header")) return "host_refused";
  if (isCodersPage(answer)) return pages[answer.status];
  return isUnknownToApp(answer) ? "route_not_found" : undefined;
}

/** How AgentAPI answers what it does not have, in plain text: an endpoint of a later release. */
const isUnknownToApp = ({ status, text }: Answer): boolean =>
  status === 405 || (status === 404 && text.startsWith("404 page not found"));

/** Told from the error page of an ingress, whose 502 means that Coder itself is down. */
function isCodersPage({ headers, text, status }: Answer): boolean {
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  return isHtml && (headers.has("x-coder-build-version") || text.includes(`>${status} - `));
}
