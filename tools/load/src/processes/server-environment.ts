import type { CoderAddress } from "./coder-address.ts";
import { repositoryRoot } from "./repository-root.ts";

/** What is published: one file. The `bundle` target of fleet-mcp makes it. */
export const serverFile = `${repositoryRoot}apps/fleet-mcp/bundle/main.js`;

/** All that the server gets to see of an environment: its Coder, no home where another login might lie, and nothing it does by itself. */
export const serverEnvironment = ({ url, token }: CoderAddress): Record<string, string> => ({
  HOME: "/nonexistent",
  FLEET_MCP_BACKEND: "auto",
  CODER_URL: url,
  CODER_SESSION_TOKEN: token,
  FLEET_MCP_DATA_DIR: "none",
  FLEET_MCP_OBSERVE: "0",
});
