import { once } from "node:events";
import { Agent, createServer, request as ask } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CoderAddress } from "../../processes/coder-address.ts";

export interface ProxiedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Of the answer's body so far. */
  readonly bytes: number;
}

export interface CountingProxy extends CoderAddress {
  /** Since the last reset, in the order they came. */
  requests(): readonly ProxiedRequest[];
  reset(): void;
  /** From now on requests to these paths get no answer. */
  hang(isHanging: (path: string) => boolean): void;
  stop(): Promise<void>;
}

/** Stands before a Coder and counts. It costs time of its own: what is timed does not go through it. */
export async function startCountingProxy(coder: CoderAddress): Promise<CountingProxy> {
  const upstream = new URL(coder.url);
  const agent = new Agent({ keepAlive: true });
  let seen: { method: string; path: string; bytes: number }[] = [];
  let isHanging: (path: string) => boolean = () => false;
  const server = createServer(forward).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    token: coder.token,
    requests: () => seen,
    reset() {
      seen = [];
    },
    hang(next) {
      isHanging = next;
    },
    async stop() {
      server.closeAllConnections();
      agent.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };

  function forward(incoming: IncomingMessage, answer: ServerResponse): void {
    const { method = "GET", url: path = "/", headers } = incoming;
    const entry = { method, path, bytes: 0 };
    seen.push(entry);
    if (isHanging(path)) return;
    const outgoing = ask({ agent, host: upstream.hostname, port: upstream.port, method, path, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on("data", (chunk: Buffer) => {
        entry.bytes += chunk.length;
      });
      answered.on("error", () => answer.destroy()).pipe(answer);
    });
    outgoing.on("error", () => answer.destroy());
    answer.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }
}
