import type { Logger } from "@fleet-mcp/models";
import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import { alertsUri } from "./resources/alerts-uri.ts";
import type { OnAlertsChanged } from "./resources/alerts-uri.ts";

interface Surroundings {
  readonly log: Logger;
  readonly onAlertsChanged: OnAlertsChanged;
}

/** Lets clients of 2025 subscribe to alerts on a server that outlives a request, and clients of 2026 ask the SDK for the same. */
export function registerSubscriptions({ server }: McpServer, { log, onAlertsChanged }: Surroundings): void {
  let end: (() => void) | undefined;
  server.registerCapabilities({ resources: { subscribe: true } });
  server.setRequestHandler("resources/subscribe", ({ params }) => {
    checkUri(params.uri);
    end ??= onAlertsChanged(tell);
    return {};
  });
  server.setRequestHandler("resources/unsubscribe", ({ params }) => {
    checkUri(params.uri);
    stop();
    return {};
  });
  const { onclose } = server;
  server.onclose = () => {
    stop();
    onclose?.();
  };

  function tell(): void {
    server.sendResourceUpdated({ uri: alertsUri }).catch((error: unknown) => {
      log.debug("a subscriber could not be told of alerts", { error });
    });
  }

  function stop(): void {
    end?.();
    end = undefined;
  }
}

function checkUri(uri: string): void {
  if (uri === alertsUri) return;
  const text = `invalid_input: Only ${alertsUri} tells of its changes.\nNext: Read the other resources when you want them.`;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, text);
}
