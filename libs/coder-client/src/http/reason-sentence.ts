import type { CoderReason } from "../coder-error.ts";
import type { Asked } from "./answer.ts";

/** Our own sentence for a failure; never a word of the answer. */
export function reasonSentence(reason: CoderReason, asked: Asked, status: number | undefined): string {
  return sentences[reason](asked, status);
}

type Sentence = (asked: Asked, status: number | undefined) => string;

const sentences: Readonly<Record<CoderReason, Sentence>> = {
  route_not_found: () => "This Coder does not have the requested function.",
  missing: () => "Coder does not have this, or the token may not see it.",
  gone: () => "The workspace was deleted.",
  build_active: () => "Another build of this workspace is in progress.",
  name_taken: () => "The name is taken.",
  bad_name: () => "Coder does not accept the name.",
  parameter_missing: () => "Coder does not accept the parameters of the template.",
  agent_busy: () => "The agent is busy and does not accept input.",
  task_not_active: () => "The task is not active.",
  already_running: () => "The workspace of the task is already running.",
  input_empty: () => "The input is empty.",
  status_differs: () => "The build is not in the expected state.",
  already_completed: () => "The build has already completed or been cancelled.",
  unauthenticated: () => "Coder refuses the session token.",
  forbidden: () => "Coder does not allow this to the owner of the token.",
  licence: () => "The licence of Coder does not permit this build.",
  rate_limited: () => "Coder's rate limit is reached.",
  workspace_offline: () => "The workspace is not running.",
  app_unreachable: () => "The app in the workspace does not answer.",
  app_missing: () => "The app is not there, its workspace agent is not connected, or it belongs to someone else.",
  path_apps_disabled: () => "This Coder does not serve apps by path.",
  host_refused: () => "AgentAPI in the workspace refuses Coder's host name (AGENTAPI_ALLOWED_HOSTS).",
  version_importing: () => "The template version is still being imported.",
  not_ai_template: () => "The template cannot run tasks.",
  chat_idle: () => "The chat is at rest: there is nothing to interrupt.",
  chat_active: () => "The chat is at work.",
  chat_archived: () => "The chat is archived.",
  already_archived: () => "The chat is archived already.",
  queue_empty: () => "Nothing is queued in the chat.",
  queue_full: () => "The queue of the chat is full.",
  no_default_model: () => "No default model is configured for chats.",
  network: ({ host }) => `Coder at ${host} could not be reached, or the connection broke.`,
  dns: ({ host }) => `Coder's host name ${host} could not be resolved.`,
  tls: ({ host }) => `The TLS connection to ${host} failed.`,
  timed_out: ({ host }) => `Coder at ${host} did not answer in time.`,
  not_json: (_, status) => `Coder answered ${status} without JSON.`,
  wrong_shape: (_, status) => `Coder answered ${status} with JSON of another shape.`,
  redirected: () => "CODER_URL redirects: configure the URL it leads to.",
  other: (_, status) => `Coder answered ${status}.`,
};
