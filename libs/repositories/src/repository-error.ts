import { CoderError } from "@fleet-mcp/coder-client";
import { FleetError, cleanLine } from "@fleet-mcp/models";
import type { ErrorCode } from "@fleet-mcp/models";

export class RepositoryError extends FleetError {}

/** How much of a name is repeated; callers may send anything for one. */
const nameLength = 60;

export type Noun = "agent" | "project" | "fleet";

/** For `.catch(…)` on a client call: the same code, said about this thing. Anything but a CoderError passes untouched. */
export const raiseRepositoryError =
  (noun: Noun, name?: string) =>
  (error: unknown): never => {
    if (!(error instanceof CoderError)) throw error;
    throw new RepositoryError(
      error.code,
      sentence(error, name === undefined ? `the ${noun}` : `${noun} "${cleanLine(name, nameLength)}"`),
      {
        cause: error,
      },
    );
  };

/** Whether a failed client call means that the thing asked for is not there: missing, gone, or a route this Coder lacks. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof CoderError && (error.code === "not_found" || error.code === "unsupported");

const plain: Partial<Record<ErrorCode, (thing: string) => string>> = {
  not_found: (thing) => `Coder has no ${thing}, or it is not yours to see.`.replace("no the", "no such"),
  busy: (thing) => `Another build or message of ${thing} is still in progress.`,
  offline: (thing) => `The coding CLI of ${thing} cannot be reached.`,
  unsupported: (thing) => `This Coder does not offer what ${thing} needs.`,
};

/** Client messages are our own sentences: where the code says too little, they are kept, with the thing they are about. */
function sentence(error: CoderError, thing: string): string {
  if (error.reason === "licence" && error.coderMessage)
    return `Coder's licence refuses it for ${thing}: ${error.coderMessage}`;
  if (error.reason === "path_apps_disabled")
    return `Coder's administrator has switched off path-based apps, so ${thing} cannot be reached.`;
  if (error.reason === "host_refused")
    return `The coding CLI of ${thing} refuses Coder's host name; its AGENTAPI_ALLOWED_HOSTS must allow it.`;
  if (error.reason === "rate_limited" && error.retryAfterSeconds !== undefined)
    return `Coder's rate limit is reached; it answers about ${thing} again in ${error.retryAfterSeconds} s.`;
  if (error.reason === "bad_name" && error.status === undefined)
    return `Nothing can have the name of ${thing}: it is empty, dots only, or has control characters.`;
  if (error.reason === "version_importing")
    return `The newest version of the project is still being imported, so ${thing} cannot be built yet.`;
  return plain[error.code]?.(thing) ?? `${error.sentence.replace(/[.]$/, "")} (asked about ${thing}).`;
}
