import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@fleet-mcp/models";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { McpServer, RequestId } from "@modelcontextprotocol/server";
import { answer } from "./answer.ts";
import type { LegacyMessage } from "./read-legacy-message.ts";
import { withBody } from "./with-body.ts";

interface Parts {
  readonly id: string;
  readonly server: McpServer;
  readonly clock: Pick<Clock, "now">;
  readonly onerror: (error: Error) => void;
  readonly onclose: () => void;
}

/** What a client posts, with its bytes. Without it, the request opens the session's stream or ends the session. */
export interface Post {
  readonly message: LegacyMessage;
  readonly bytes: Buffer;
}

/** The session of one client of the 2025 revisions, with a server of its own, which can ask the client while a call runs. */
export function createLegacySession({ id, server, clock, onerror, onclose }: Parts) {
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id });
  const fetch = async (request: Request) => withStart(await transport.handleRequest(request), request.method);
  const serveNode = toNodeHandler({ fetch }, { onerror });
  /** The calls that run, with where they are answered. */
  const calls = new Map<RequestId, ServerResponse>();
  let open = 0;
  let usedAt = clock.now();
  const endServer = server.server.onclose;
  server.server.onclose = () => {
    endServer?.();
    onclose();
  };

  return {
    connect: () => server.connect(transport),
    /** Since when nothing runs and no stream is open; undefined while something does. */
    idleSince: (): number | undefined => (open === 0 ? usedAt : undefined),
    async serve(request: IncomingMessage, response: ServerResponse, post?: Post): Promise<void> {
      const { requestIds = [], cancelledIds = [] } = post?.message ?? {};
      if (requestIds.some((requestId) => calls.has(requestId))) return answer(response, 400, idInUse);
      if (!response.destroyed) {
        hold(request, response, requestIds);
        await serveNode(withBody(request, post?.bytes), response);
        if (response.statusCode === 202) for (const requestId of cancelledIds) forget(requestId);
      }
      // What was no proper beginning has begun nothing.
      if (transport.sessionId === undefined) await server.close();
    },
    /** Ends the stream on which nothing is answered. */
    endStream: () => transport.closeStandaloneSSEStream(),
    /** Ends everything that runs. */
    close: () => server.close(),
  };

  /** Keeps the session in use until this is answered or its client has left. */
  function hold({ method }: IncomingMessage, response: ServerResponse, requestIds: readonly RequestId[]): void {
    open += 1;
    for (const requestId of requestIds) calls.set(requestId, response);
    response.once("close", () => {
      open -= 1;
      usedAt = clock.now();
      // The SDK would notice with its next keep-alive, and refuse the stream of a client that comes back before.
      if (method === "GET" && response.statusCode === 200) transport.closeStandaloneSSEStream();
      for (const requestId of callsAt(response)) {
        if (response.writableFinished) calls.delete(requestId);
        else leave(requestId);
      }
    });
  }

  /** To close a stream is not to cancel by the specification, but no stream can be resumed here: nobody could learn the outcome. */
  function leave(requestId: RequestId): void {
    const params = { requestId, reason: "The client closed the stream of this call." };
    transport.onmessage?.({ jsonrpc: "2.0", method: "notifications/cancelled", params });
    forget(requestId);
  }

  /** A cancelled call is not answered, but the SDK waits for the answer: without one it would keep stream and id. */
  function forget(requestId: RequestId): void {
    const response = calls.get(requestId);
    if (!response) return;
    // The stream of a batch is that of its other calls too.
    if (callsAt(response).length === 1) transport.closeSSEStream(requestId);
    calls.delete(requestId);
    const error = { code: -32_000, message: "Cancelled" };
    transport.send({ jsonrpc: "2.0", id: requestId, error }).catch(() => {});
  }

  function callsAt(response: ServerResponse): readonly RequestId[] {
    return [...calls].filter(([, at]) => at === response).map(([requestId]) => requestId);
  }
}
export type LegacySession = ReturnType<typeof createLegacySession>;

/** Node keeps the head of an answer until something follows, which on a stream of news may be much later. */
function withStart({ body, status, headers }: Response, method: string): Response {
  const started = method === "GET" && status === 200 && body ? ReadableStream.from(startThen(body)) : body;
  return new Response(started, { status, headers });
}

async function* startThen(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(": open\n\n");
  yield* body;
}

const idInUse = {
  jsonrpc: "2.0",
  error: { code: -32_600, message: "Invalid Request: a call with this id is still running" },
  id: null,
};
