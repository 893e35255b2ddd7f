import { once } from "node:events";
import { createServer, request as send } from "node:http";

/** A server before another that adds a token to every request: the suite can send none. The rest passes as it is. */
export async function addToken(target: string, token: string) {
  const { hostname, port, host } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const isToUs = incoming.headers.host === ownHost();
    const headers = {
      ...incoming.headers,
      // What the suite says of another host has to arrive; what it says of this one means the target.
      ...(isToUs && { host }),
      authorization: `Bearer ${token}`,
    };
    const onward = send({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://${ownHost()}/mcp`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };

  function ownHost(): string {
    const bound = server.address();
    return `127.0.0.1:${typeof bound === "object" && bound ? bound.port : 0}`;
  }
}
