import { createCassetteSession } from "./cassette-session.ts";
import type { HandWritten } from "./hand-written-answers.ts";
import type { SentRequest } from "./replay/sent-request.ts";

// Outside Jest, where the recorder uses this package too, importing `@jest/globals` throws.
const jest = process.env["JEST_WORKER_ID"] === undefined ? undefined : await import("@jest/globals");

/**
 * Replays cassettes as the Coder at `coderOrigin` for the tests of this file. Strict both ways: a request
 * nobody recorded and a recording nobody requested fail the test.
 */
export function useCassettes() {
  if (jest === undefined) throw new Error("useCassettes is for tests; serveCassette works anywhere.");
  const session = createCassetteSession();
  jest.beforeAll(session.start);
  jest.beforeEach(session.reset);
  jest.afterEach(session.verify);
  jest.afterAll(session.stop);

  return {
    /** By name: `play("tasks/send-busy")` replays `cassettes/tasks/send-busy.har`. */
    play: (...names: readonly string[]) => names.forEach(session.play),
    /** One hand-written answer, before any cassette, for what cannot be recorded. Given once per call. */
    answer: (method: string, pathAndQuery: string, response: HandWritten) =>
      session.answer(method, pathAndQuery, response),
    /** The release that answers written by hand come from, as in `v2.37.0`; 2.31 otherwise. */
    release: (version: string) => session.release(version),
    /** What this test has sent so far, in order. */
    get requests(): readonly SentRequest[] {
      return session.requests();
    },
    /** Resolves as soon as this test has sent so many. */
    async arrived(count: number): Promise<void> {
      while (session.requests().length < count) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
