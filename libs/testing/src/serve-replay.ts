import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { getResponse } from "msw";
import type { Replay } from "./replay-cassette.ts";

/** A replay on a loopback port, for a process of its own. `port` 0 takes any free one. */
export async function serveReplay(replay: Replay, { port = 0 }: { readonly port?: number } = {}) {
  const server = createServer((incoming, outgoing) => {
    answer(replay, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The replay has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: replay.requests,
    unmatched: replay.unmatched,
    unused: replay.unused,
    /** Ends open streams too. */
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(replay: Replay, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await getResponse(replay.handlers, await toRequest(incoming, outgoing));
  if (response === undefined) throw new Error("The catch-all handler always answers.");
  // Now is not when it was recorded.
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, response.statusText, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

async function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const { method = "GET", headers, url = "/" } = incoming;
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const body = await buffer(incoming);
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(", ")] satisfies [string, string]],
  );
  return new Request(`http://${headers.host ?? "127.0.0.1"}${url}`, {
    method,
    headers: pairs,
    signal: gone.signal,
    ...(body.length > 0 ? { body } : {}),
  });
}
