import type { Readable, Writable } from "node:stream";
import type { Logger } from "@fleet-mcp/models";
import type { McpServer } from "@modelcontextprotocol/server";
import { serveStdio as serveConnection, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Serving } from "./serving.ts";

interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly log: Logger;
}

/** Serves the one client at the other end of stdin and stdout, of either protocol era. It ends when the client closes stdin. */
export function serveStdio(createServer: () => McpServer, { stdin, stdout, log }: Streams): Serving {
  const transport = new StdioServerTransport(stdin, stdout);
  const connection = serveConnection(createServer, {
    transport,
    onerror: (error) => log.warn("message could not be handled", { error }),
  });
  const closeConnection = transport.onclose;
  const ended = new Promise<string>((resolve) => {
    transport.onclose = () => {
      closeConnection?.();
      resolve("the client closed the connection");
    };
  });
  return { address: "stdio", ended, close: () => connection.close() };
}
