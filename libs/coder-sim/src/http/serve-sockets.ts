import { ServerResponse } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { send, toRequest } from "./serve-request.ts";
import type { RequestHandler } from "./serve-request.ts";

/** Answers requests that ask for a WebSocket: opens one where the answer is one, refuses as usual elsewhere. */
export function serveSockets(server: Server, sim: RequestHandler) {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (incoming, socket, head) => void upgrade(incoming, socket, head).catch(() => socket.destroy()));
  return { drop };

  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => socket.destroy());
    const request = await toRequest(incoming);
    const answer = await sim.handle({ ...request, headers: { ...request.headers, upgrade: incoming.headers.upgrade } });
    const { socket: open, isLost = false } = answer;
    if (isLost) {
      socket.destroy();
    } else if (open === undefined && socket instanceof Socket) {
      const outgoing = new ServerResponse(incoming);
      outgoing.shouldKeepAlive = false;
      outgoing.assignSocket(socket);
      outgoing.once("finish", () => socket.end());
      send(answer, outgoing);
    } else if (open !== undefined) {
      sockets.handleUpgrade(incoming, socket, head, (client) => {
        client.once(
          "close",
          open((text) => client.send(text)),
        );
      });
    }
  }

  /** Ends all of them, as a network does: without a word. */
  function drop(): void {
    for (const client of sockets.clients) client.terminate();
  }
}
