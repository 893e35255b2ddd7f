import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { once } from "node:events";

/** A server on a free loopback port, for what a connection does to a client. `listener` may hang or break off. */
export async function serveLoopback(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not on a port");
  return {
    server,
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
