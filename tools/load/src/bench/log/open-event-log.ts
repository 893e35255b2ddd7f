import { createCoderClient, systemClock } from "@fleet-mcp/coder-client";
import type { Clock } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** Nothing is asked of it. */
const nobody = { url: "http://127.0.0.1:9", token: "benchToken-0123456789abcdefghij" };

/** The event log in a file, as the server opens it. `now` is when events are recorded. */
export function openEventLog(eventLogFile: string, now: Clock["now"] = systemClock.now): Repositories["events"] {
  const clock = { ...systemClock, now };
  const coder = createCoderClient({ baseUrl: nobody.url, token: nobody.token });
  return createRepositories({ coder, coderUrl: nobody.url, clock, log: silent, owner: "me", eventLogFile }).events;
}
