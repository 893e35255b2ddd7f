import type { Logger, Redact } from "@fleet-mcp/models";
import type { Services } from "@fleet-mcp/services";
import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import type { McpServer, ReadResourceResult, ServerContext } from "@modelcontextprotocol/server";
import { errorText } from "./error-result.ts";
import { redactNothing } from "./redact-nothing.ts";
import { registerSubscriptions } from "./register-subscriptions.ts";
import { alertsUri } from "./resources/alerts-uri.ts";
import type { OnAlertsChanged } from "./resources/alerts-uri.ts";
import { completeAgentName } from "./resources/complete-agent-name.ts";
import type { ResourceDefinition } from "./resources/create-resources.ts";

interface Surroundings {
  readonly log: Logger;
  /** Where names of agents are completed from. */
  readonly agents: Pick<Services["agents"], "list">;
  /** Takes out what no address and no refusal may hold; contents are redacted by `createResources`. */
  readonly redact?: Redact;
  /** Only for a connection that lasts, or for a client of 2026: over HTTP one of 2025 would never be told. */
  readonly onAlertsChanged?: OnAlertsChanged;
}

/** Puts the resources on a server. Who subscribes to alerts is told of changes; the others are read when they are wanted. */
export function registerResources(
  server: McpServer,
  resources: readonly ResourceDefinition[],
  surroundings: Surroundings,
): void {
  for (const resource of resources) {
    const { name, title, description, mimeType } = resource;
    const about = { title, description, mimeType };
    const read = (uri: URL, agent: string, context: ServerContext) =>
      readResource(resource, uri, agent, context, surroundings);
    if (!resource.uri.includes("{")) {
      server.registerResource(name, resource.uri, about, (uri, context) => read(uri, "", context));
      continue;
    }
    const template = new ResourceTemplate(resource.uri, {
      list: undefined,
      complete: { name: (begun) => completeAgentName(begun, surroundings) },
    });
    server.registerResource(name, template, about, (uri, variables, context) => read(uri, nameIn(variables), context));
  }
  const { log, onAlertsChanged } = surroundings;
  const hasAlerts = resources.some(({ uri }) => uri === alertsUri);
  if (hasAlerts && onAlertsChanged) registerSubscriptions(server, { log, onAlertsChanged });
}

async function readResource(
  { name, mimeType, read }: ResourceDefinition,
  { href }: URL,
  agent: string,
  { mcpReq: { signal } }: ServerContext,
  { log, redact = redactNothing }: Surroundings,
): Promise<ReadResourceResult> {
  const uri = redact(href);
  try {
    return { contents: [{ uri, mimeType, text: await read(agent, { signal }) }] };
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, text } = errorText(error, name, { log, redact });
    if (code === "not_found") throw new ResourceNotFoundError(uri, text);
    // A name that nothing can have is the caller's mistake, the rest is what happened on the way.
    const { InvalidParams, InternalError } = ProtocolErrorCode;
    throw new ProtocolError(code === "invalid_input" ? InvalidParams : InternalError, text, { code });
  }
}

/** As it stands in the URI, decoded; a broken escape names no agent. */
function nameIn({ name }: Readonly<Record<string, string | string[] | undefined>>): string {
  const written = typeof name === "string" ? name : "";
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
