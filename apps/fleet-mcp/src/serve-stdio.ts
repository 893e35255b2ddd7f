import { pipeline } from "node:stream";
import type { Readable, Writable } from "node:stream";
import type { Logger } from "@fleet-mcp/models";
import { alertsUri, followListening } from "@fleet-mcp/tools";
import type { OnAlertsChanged } from "@fleet-mcp/tools";
import type { McpServer } from "@modelcontextprotocol/server";
import { serveStdio as serveConnection, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { boundLines } from "./process/bound-lines.ts";
import type { Serving } from "./serving.ts";

interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly log: Logger;
  readonly onAlertsChanged?: OnAlertsChanged;
}

/** As much as a request over HTTP may hold. Without a bound the transport ends the connection at ten megabytes. */
const maxMessageBytes = 4 * 1024 * 1024;
/** A client that reads nothing any more must not hold up the end. */
const closeMs = 200;

/** Serves the one client at the other end of stdin and stdout, of either protocol era. It ends when the client closes stdin. */
export function serveStdio(createServer: () => McpServer, { stdin, stdout, log, onAlertsChanged }: Streams): Serving {
  let server: McpServer | undefined;
  const lines = boundLines(maxMessageBytes, (bytes) => log.warn("message dropped", { bytes, maxMessageBytes }));
  const transport = new StdioServerTransport(lines, stdout);
  const connection = serveConnection(() => (server = createServer()), {
    transport,
    onerror: (error) => log.warn("message could not be handled", { error }),
  });
  if (onAlertsChanged) followListening(transport, { onAlertsChanged, notify: () => tellOfAlerts(server, log) });
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

function tellOfAlerts(server: McpServer | undefined, log: Logger): void {
  server?.server.sendResourceUpdated({ uri: alertsUri }).catch((error: unknown) => {
    log.debug("a subscriber could not be told of alerts", { error });
  });
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
