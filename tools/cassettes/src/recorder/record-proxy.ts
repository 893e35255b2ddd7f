import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { CassetteEntry } from "@fleet-mcp/testing";
import { createExchangeLog } from "./exchange-log.ts";
import type { Answered, Exchange } from "./exchange.ts";

/** They belong to one connection and are not passed on; bodies are asked for and sent on unencoded. */
const ofTheConnection = [
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
];
/** When a client hangs up, what the server had already sent still arrives. */
const lingerMs = 100;

/** A reverse proxy on loopback in front of `upstream` that keeps what passes while it is told to. */
export async function startRecordProxy(upstream: string, onRequest: (url: string, count: number) => void = () => {}) {
  const log = createExchangeLog();
  const transfers = new Set<Promise<void>>();
  let isKeeping = false;
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    const transfer = forward(incoming, outgoing).catch(() => void outgoing.destroy());
    transfers.add(transfer);
    void transfer.then(() => transfers.delete(transfer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    keep: (isOn: boolean) => void (isKeeping = isOn),
    /** Hangs up on whoever is still connected; after that `entries` are complete. */
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await Promise.all(transfers);
    },
    entries: (): CassetteEntry[] => log.entries(),
  };

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const hungUp = new AbortController();
    outgoing.once("close", () => setTimeout(() => hungUp.abort(), lingerMs));
    const exchange = await toExchange(incoming);
    requests += 1;
    onRequest(exchange.url, requests);
    const settle = log.open(exchange, isKeeping);
    try {
      const response = await send(upstream, exchange, hungUp.signal);
      exchange.response = toAnswered(response);
      outgoing.writeHead(response.status, response.statusText, Object.fromEntries(withoutConnection(response.headers)));
      outgoing.flushHeaders();
      if (isStream(response)) settle();
      await passOn(response, exchange.response, outgoing);
    } finally {
      settle();
    }
    outgoing.end();
  }
}

async function toExchange(incoming: IncomingMessage): Promise<Exchange> {
  const { method = "GET", url = "/", headers } = incoming;
  return { method, url, headers: toHeaders(headers), body: await text(incoming) };
}

function send(upstream: string, { method, url, headers, body }: Exchange, signal: AbortSignal): Promise<Response> {
  const passed = withoutConnection(headers);
  passed.set("accept-encoding", "identity");
  return fetch(`${upstream}${url}`, {
    method,
    headers: passed,
    redirect: "manual",
    signal,
    ...(body === "" ? {} : { body }),
  });
}

/** The text grows as it passes, so that a stream which somebody ends half-way is kept up to there. */
async function passOn(response: Response, answered: Answered, outgoing: ServerResponse): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    answered.text += decoder.decode(chunk, { stream: true });
    if (!outgoing.destroyed) outgoing.write(chunk);
  }
  answered.isComplete = true;
}

function toAnswered({ status, statusText, headers }: Response): Answered {
  return { status, statusText, headers, text: "", isComplete: false };
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

function toHeaders(headers: IncomingHttpHeaders): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) result.set(name, [value].flat().join(", "));
  return result;
}

function withoutConnection(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => !ofTheConnection.includes(name)));
}
