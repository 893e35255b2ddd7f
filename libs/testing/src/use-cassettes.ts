import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import { createCassetteSession } from "./cassette-session.ts";
import type { HandWritten } from "./hand-written-answers.ts";
import type { SentRequest } from "./replay/sent-request.ts";

/**
 * Replays cassettes as the Coder at `coderOrigin` for the tests of this file. Strict both ways: a request
 * nobody recorded and a recording nobody requested fail the test.
 */
export function useCassettes() {
  const session = createCassetteSession();
  beforeAll(session.start);
  beforeEach(session.reset);
  afterEach(session.verify);
  afterAll(session.stop);

  return {
    /** By name: `play("tasks/send-busy")` replays `cassettes/tasks/send-busy.har`. */
    play: (...names: readonly string[]) => names.forEach(session.play),
    /** One hand-written answer, before any cassette, for what cannot be recorded. Given once per call. */
    answer: (method: string, pathAndQuery: string, response: HandWritten) =>
      session.answer(method, pathAndQuery, response),
    /** What this test has sent so far, in order. */
    get requests(): readonly SentRequest[] {
      return session.requests();
    },
  };
}
