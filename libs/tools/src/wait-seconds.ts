import { z } from "zod";

/** The longest that a call waits. Clients give up after some minutes themselves. */
export const longestWait = 240;

/** How long a call may wait for its effect; cancelling the call ends the waiting, never the work. */
export const waitSeconds = (effect: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(longestWait)
    .default(0)
    .describe(`How long to wait ${effect}. Cancelling ends the wait, not the work.`);
