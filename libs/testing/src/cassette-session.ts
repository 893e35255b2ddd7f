import { setupServer } from "msw/node";
import { z } from "zod";
import { createHandWrittenAnswers } from "./hand-written-answers.ts";
import type { HandWritten } from "./hand-written-answers.ts";
import { readCassette } from "./read-cassette.ts";
import { replayCassette } from "./replay-cassette.ts";
import { createCassetteAnswers } from "./replay/cassette-answers.ts";

/** Where tests point the client; nothing answers there but cassettes. */
export const coderOrigin = "https://coder.example.com";

/** One process-wide interception of the network: `coderOrigin` is replayed, loopback passes, the rest is refused. */
export function createCassetteSession() {
  const server = setupServer();
  const strays: string[] = [];
  let current = createStage();

  return {
    start() {
      server.listen({
        onUnhandledFrame({ frame }) {
          const url = FrameUrl.parse(frame);
          if (isLoopback(url)) return;
          strays.push(url);
          throw new Error(`A test may not reach ${url}: only ${coderOrigin} is replayed.`);
        },
      });
    },
    stop: () => server.close(),
    /** Forgets all cassettes, answers and requests. */
    reset() {
      current = createStage();
      strays.length = 0;
      server.resetHandlers(...current.replay.handlers);
    },
    play: (name: string) => current.recorded.add(readCassette(name)),
    answer: (method: string, pathAndQuery: string, response: HandWritten) =>
      current.written.add(method, pathAndQuery, response),
    release: (version: string) => current.written.setRelease(version),
    requests: () => current.replay.requests,
    faults,
    /** Throws when the requests and the recordings differ, with a line for each difference. */
    verify() {
      const lines = faults();
      if (lines.length > 0) throw new Error(`The requests and the cassettes differ:\n${lines.join("\n")}`);
    },
  };

  function faults(): readonly string[] {
    return [
      ...current.replay.unmatched.map((key) => `Nobody recorded: ${key}`),
      ...current.recorded.unused().map((key) => `Nobody requested: ${key}`),
      ...current.written.unused().map((key) => `Nobody requested, though answered by hand: ${key}`),
      ...strays.map((url) => `Outside ${coderOrigin}: ${url}`),
    ];
  }
}

function createStage() {
  const recorded = createCassetteAnswers();
  const written = createHandWrittenAnswers();
  return { recorded, written, replay: replayCassette(recorded, { origin: coderOrigin, override: written.override }) };
}

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

/** Of a request or of a WebSocket; MSW types neither. */
const FrameUrl = z.union([
  z.object({ data: z.object({ request: z.object({ url: z.url() }) }) }).transform(({ data }) => data.request.url),
  z
    .object({ data: z.object({ connection: z.object({ client: z.object({ url: z.unknown() }) }) }) })
    .transform(({ data }) => String(data.connection.client.url)),
]);
