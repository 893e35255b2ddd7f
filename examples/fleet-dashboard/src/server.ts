import { createCoderClient, systemClock as clock } from "@fleet-mcp/coder-client";
import { silentLogger as log } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { createTools, registerTools } from "@fleet-mcp/tools";
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { countAgents } from "./count-agents.ts";

const { CODER_URL: url = "", CODER_SESSION_TOKEN: token = "" } = process.env;
const coder = createCoderClient({ baseUrl: url, token });
const repositories = createRepositories({ coder, coderUrl: url, clock, log, owner: "me" });
const services = createServices({ repositories, clock, log, backend: "auto" });
const tools = [...createTools(services, { readOnly: false }), countAgents(services.agents)];

serveStdio(() => {
  const server = new McpServer({ name: "fleet-dashboard", version: "0.0.0" });
  registerTools(server, tools, { log, clock });
  return server;
});
