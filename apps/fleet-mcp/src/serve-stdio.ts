import { pipeline } from "node:stream";
import type { Readable, Writable } from "node:stream";
import type { Logger } from "@fleet-mcp/models";
import type { McpServer } from "@modelcontextprotocol/server";
import { serveStdio as serveConnection, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { boundLines } from "./process/bound-lines.ts";
import type { Serving } from "./serving.ts";

interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly log: Logger;
}

/** As much as a request over HTTP may hold. Without a bound the transport ends the connection at ten megabytes. */
const maxMessageBytes = 4 * 1024 * 1024;
/** A client that reads nothing any more must not hold up the end. */
const closeMs = 200;

/** Serves the one client at the other end of stdin and stdout, of either protocol era. It ends when the client closes stdin. */
export function serveStdio(createServer: () => McpServer, { stdin, stdout, log }: Streams): Serving {
  const lines = boundLines(maxMessageBytes, (bytes) => log.warn("message dropped", { bytes, maxMessageBytes }));
  const transport = new StdioServerTransport(lines, stdout);
  const connection = serveConnection(createServer, {
    transport,
    onerror: (error) => log.warn("message could not be handled", { error }),
  });
  pipeline(stdin, lines, (error) => {
    if (error) log.debug("stdin broke off", { error });
  });
  const closeConnection = transport.onclose;
  const ended = new Promise<string>((resolve) => {
    transport.onclose = () => {
      closeConnection?.();
      resolve("the client closed the connection");
    };
  });
  return { address: "stdio", ended, close: () => Promise.race([connection.close(), pause(closeMs)]) };
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
