import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** What a request gets: a WebSocket where it asks for one, nothing at all, or an answer. */
export type SocketAnswer =
  "open" | "hang" | { readonly status: number; readonly json: unknown; readonly location?: string };

export interface SocketRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly isUpgrade: boolean;
}

/** The server's end of a WebSocket. */
export interface SocketPeer extends SocketRequest {
  send(text: string): void;
  sendBytes(bytes: Uint8Array): void;
  ping(): void;
  /** Ends it with a code, or without a word. */
  hangUp(code?: number): void;
  /** When the client has hung up, or the connection broke. */
  readonly gone: Promise<void>;
}

/** A server on a free loopback port that opens WebSockets as `answer` says: what a recording of HTTP cannot hold. */
export async function serveSockets(answer: (request: SocketRequest) => SocketAnswer = () => "open") {
  const requests: SocketRequest[] = [];
  const arrived: SocketPeer[] = [];
  const waiting: ((peer: SocketPeer) => void)[] = [];
  const connections = new Set<Duplex>();
  const server = createServer((incoming, outgoing) => {
    const reply = decide(incoming, false);
    if (typeof reply === "object") outgoing.writeHead(reply.status, headersOf(reply)).end(JSON.stringify(reply.json));
  });
  server.on("upgrade", (incoming, socket) => {
    connections.add(socket.on("error", () => socket.destroy()));
    const reply = decide(incoming, true);
    if (reply === "open") arrive(openPeer(incoming, socket));
    else if (reply !== "hang") socket.end(refusal(reply));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");

  return { url: `http://127.0.0.1:${address.port}`, requests, nextPeer, close };

  function decide(incoming: IncomingMessage, isUpgrade: boolean): SocketAnswer {
    const request = toRequest(incoming, isUpgrade);
    requests.push(request);
    return answer(request);
  }

  function arrive(peer: SocketPeer): void {
    const next = waiting.shift();
    if (next) next(peer);
    else arrived.push(peer);
  }

  /** The WebSockets one by one, as they are opened. */
  async function nextPeer(): Promise<SocketPeer> {
    return arrived.shift() ?? new Promise((resolve) => waiting.push(resolve));
  }

  async function close(): Promise<void> {
    for (const socket of connections) socket.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const headersOf = ({ location }: Exclude<SocketAnswer, string>) => ({
  "content-type": "application/json",
  ...(location !== undefined && { location }),
});

const toRequest = ({ url = "", headers }: IncomingMessage, isUpgrade: boolean) => ({ url, headers, isUpgrade });

/** A raw answer, as whoever asks for a WebSocket gets no response object. */
function refusal(reply: Exclude<SocketAnswer, string>): string {
  const body = JSON.stringify(reply.json);
  const headers = { ...headersOf(reply), "content-length": Buffer.byteLength(body), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${reply.status} Refused`, ...lines, "", body].join("\r\n");
}

/** RFC 6455, section 5.2: the first byte of a frame that is whole. */
const first = { text: 0x81, bytes: 0x82, close: 0x88, ping: 0x89 };

function openPeer(incoming: IncomingMessage, socket: Duplex): SocketPeer {
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write(
    ["HTTP/1.1 101 Switching Protocols", "upgrade: websocket", "connection: Upgrade", acceptance(incoming)].join(
      "\r\n",
    ) + "\r\n\r\n",
  );
  // All a client of ours says is that it answers a ping or goes.
  socket.on("data", ([kind]: Buffer) => kind === first.close && socket.end());
  return {
    ...toRequest(incoming, true),
    send: (text) => write(first.text, Buffer.from(text)),
    sendBytes: (bytes) => write(first.bytes, bytes),
    ping: () => write(first.ping, Buffer.alloc(0)),
    hangUp(code) {
      if (code !== undefined) write(first.close, Uint8Array.of(code >> 8, code & 255));
      else socket.destroy();
    },
    gone,
  };

  function write(kind: number, payload: Uint8Array): void {
    socket.write(Buffer.concat([Uint8Array.of(kind), lengthOf(payload), payload]));
  }
}

function acceptance({ headers }: IncomingMessage): string {
  const key = `${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  return `sec-websocket-accept: ${createHash("sha1").update(key).digest("base64")}`;
}

function lengthOf({ length }: Uint8Array): Buffer {
  if (length < 126) return Buffer.of(length);
  const long = Buffer.alloc(length < 65_536 ? 3 : 9);
  long[0] = length < 65_536 ? 126 : 127;
  if (length < 65_536) long.writeUInt16BE(length, 1);
  else long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}
