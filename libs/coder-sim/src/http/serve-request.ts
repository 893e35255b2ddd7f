import type { IncomingMessage, ServerResponse } from "node:http";
import { text as readText } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import type { SimAnswer } from "./sim-answer.ts";
import type { SimRequest } from "./sim-request.ts";

export interface RequestHandler {
  readonly handle: (request: SimRequest) => Promise<SimAnswer>;
}

type Latency = number | { readonly min: number; readonly max: number } | undefined;

/** One request over the wire. A lost answer ends the connection, with nothing sent. */
export async function serveRequest(
  sim: RequestHandler,
  latency: Latency,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const [answer] = await Promise.all([sim.handle(await toRequest(incoming)), pause(latencyOf(latency))]);
    await pause(answer.delayMs ?? 0);
    if (answer.isLost) incoming.socket.destroy();
    else send(answer, outgoing);
  } catch {
    // The client hung up while it sent or waited.
    outgoing.destroy();
  }
}

export async function toRequest(incoming: IncomingMessage): Promise<SimRequest> {
  // Where nothing listens for upgrades Node takes them for plain requests; so do the answers then.
  const plain = Object.entries(incoming.headers).filter(([name]) => name !== "upgrade");
  const headers = Object.fromEntries(
    plain.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
  const { method = "GET", url = "/" } = incoming;
  return { method, url, headers, body: method === "GET" ? "" : await readText(incoming) };
}

export function send({ status, headers, body, stream }: SimAnswer, outgoing: ServerResponse): void {
  if (stream === undefined) {
    outgoing.writeHead(status, { ...headers, ...(body !== "" && { "content-length": Buffer.byteLength(body) }) });
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  const hangUp = stream((chunk) => void outgoing.write(chunk));
  outgoing.once("close", hangUp);
}

function latencyOf(latency: Latency): number {
  if (typeof latency !== "object") return latency ?? 0;
  return latency.min + Math.random() * (latency.max - latency.min);
}

const pause = async (ms: number) => {
  if (ms > 0) await setTimeout(ms, undefined, { ref: false });
};
