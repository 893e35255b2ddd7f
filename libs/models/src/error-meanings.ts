import type { ErrorCode } from "./fleet-error.ts";

/** What each code tells a caller, whatever the message says; for reference. */
export const errorMeanings: Readonly<Record<ErrorCode, string>> = {
  invalid_input: "What was sent does not fit: a field, a name, a filter or a task.",
  not_found: "There is no such agent, project or role, or it is not yours to see.",
  already_exists: "The name is taken.",
  busy: "The agent is working, or a build of its workspace is in progress; nothing was delivered.",
  not_busy: "There is no task to cancel.",
  offline: "The agent is not online, or its coding CLI does not answer.",
  forbidden: "Coder does not allow it to the user this server acts for.",
  unauthenticated: "Coder does not accept this server's session token.",
  rate_limited: "Coder asks to wait; the message says how long.",
  unsupported: "This Coder or this project cannot do it.",
  build_failed: "A start, stop or deletion of the workspace failed; the build log says why.",
  timeout: "It took too long; it may still happen.",
  unavailable: "Coder or the network is down, or Coder's answer made no sense.",
  internal: "A fault of this server; the message carries a reference for its operator.",
};
