import type { CoderAddress } from "./coder-address.ts";
import { repositoryRoot } from "./repository-root.ts";

/** What is published: one file. The `bundle` target of fleet-mcp makes it. */
export const serverFile = `${repositoryRoot}apps/fleet-mcp/bundle/main.js`;

/** All that the server gets to see of an environment: its Coder, and no home where another login might lie. */
export const serverEnvironment = ({ url, token }: CoderAddress): Record<string, string> => ({
  HOME: "/nonexistent",
  FLEET_MCP_BACKEND: "auto",
  CODER_URL: url,
  CODER_SESSION_TOKEN: token,
});
