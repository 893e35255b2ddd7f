import { FleetError } from "@fleet-mcp/models";
import type { ErrorCode } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";

/** What a tool may say: a message, a code and the next step. */
export class ServiceError extends FleetError {}

export type Hints = Readonly<Partial<Record<ErrorCode, string>>>;

const hints: Hints = {
  invalid_input: "Correct the input and call it again.",
  not_found: "Call list_agents to see the names.",
  already_exists: "Choose another name.",
  busy: "Try again in a few seconds.",
  offline: "Call show_agent to see its status; restart_agent brings it back.",
  forbidden: "Ask an administrator of Coder for the right, or use another project.",
  unauthenticated: "Ask the operator of this server to renew its Coder session token.",
  rate_limited: "Wait that long before the next call.",
  unsupported: "Call list_agent_projects to see what this Coder can do.",
  build_failed: 'Call show_agent_log with source "build" to see what went wrong.',
  timeout: "Try again; if it happens again, ask the operator whether Coder is overloaded.",
  unavailable: "Try again in a minute; if it stays so, ask the operator to check Coder and the network.",
};

/** For `.catch(…)` on a repository call: the same code and message, with the next step. Everything else passes untouched. */
export const raiseServiceError = (error: unknown): never => raise(error, hints);

/** The same with next steps that fit this call better. */
export const raiseServiceErrorWith =
  (better: Hints) =>
  (error: unknown): never =>
    raise(error, { ...hints, ...better });

function raise(error: unknown, known: Hints): never {
  if (!(error instanceof RepositoryError)) throw error;
  throw new ServiceError(error.code, error.message, { hint: known[error.code], cause: error });
}
