import type { Clock, Logger, Redact } from "@fleet-mcp/models";
import type { Services } from "@fleet-mcp/services";
import { createResources, prompts, registerPrompts, registerResources, registerTools } from "@fleet-mcp/tools";
import type { ObserveCall, OfferedTools, OnAlertsChanged } from "@fleet-mcp/tools";
import { McpServer } from "@modelcontextprotocol/server";
import { instructionsFor } from "./instructions.ts";
import { version } from "./version.ts";

interface Parts {
  readonly tools: OfferedTools["tools"];
  readonly leftOut?: OfferedTools["leftOut"];
  /** Where names of agents are completed from; without it there are no resources and prompts. */
  readonly services?: Pick<Services, "agents">;
  readonly isSimulated?: boolean;
  readonly log: Logger;
  readonly clock: Clock;
  readonly observe?: ObserveCall;
  /** Whose calls these are, so that nobody else's confirmation counts for them. */
  readonly caller?: string;
  /** Takes out what nothing may hold that leaves the server. */
  readonly redact?: Redact;
  /** For a server that lasts longer than a request: its clients can subscribe to alerts. */
  readonly onAlertsChanged?: OnAlertsChanged;
}

/** Decided at start: no list ever changes. */
const unchanging = { listChanged: false };

/** An MCP server with the tools on it, and with the resources and prompts that go with them. Cheap: over HTTP every request gets its own. */
export function createServer({
  tools,
  leftOut = [],
  services,
  isSimulated = false,
  log,
  clock,
  observe,
  caller,
  redact,
  onAlertsChanged,
}: Parts): McpServer {
  const redaction = redact ? { redact } : {};
  const server = new McpServer(
    { name: "fleet-mcp", title: "Fleet of coding agents", version },
    {
      instructions: instructionsFor(tools, { isSimulated }),
      capabilities: { tools: unchanging, ...(services ? { resources: unchanging, prompts: unchanging } : {}) },
    },
  );
  registerTools(server, tools, {
    leftOut,
    log,
    clock,
    ...redaction,
    ...(observe ? { observe } : {}),
    ...(caller ? { caller } : {}),
  });
  if (services) {
    const names = tools.map(({ name }) => name);
    const surroundings = { log, agents: services.agents, ...redaction };
    const offered = prompts.filter(({ needs }) => needs.every((name) => names.includes(name)));
    const news = onAlertsChanged ? { onAlertsChanged } : {};
    registerResources(server, createResources(tools, redact), { ...surroundings, ...news });
    registerPrompts(server, offered, surroundings);
  }
  return server;
}
