import { StartError } from "../start-error.ts";
import { createAccess } from "./access.ts";
import type { Access, Limits, NamedToken } from "./access.ts";
import { isLoopback } from "./is-loopback.ts";
import { bareToken, parseTokens } from "./parse-tokens.ts";
import { readTokenFile } from "./read-token-file.ts";

export interface AccessSettings extends Limits {
  readonly host: string;
  readonly authToken?: string | undefined;
  readonly authTokenFile?: string | undefined;
}

/** Reads who may call. Throws StartError for tokens that cannot be used, and for a server that others could reach without one. */
export function loadAccess({ host, authToken, authTokenFile, ...limits }: AccessSettings): Access {
  const tokens = loadTokens(authToken, authTokenFile);
  if (tokens.length === 0 && !isLoopback(host)) {
    throw new StartError(
      `${host} can be reached from other machines, so callers need a token: set FLEET_MCP_AUTH_TOKEN to one made with fleet-mcp token, or listen on 127.0.0.1.`,
    );
  }
  const { requestsPerMinute, concurrentCalls } = limits;
  return createAccess(host, tokens, { requestsPerMinute, concurrentCalls });
}

function loadTokens(authToken: string | undefined, authTokenFile: string | undefined): readonly NamedToken[] {
  if (authToken && authTokenFile) {
    throw new StartError("Set FLEET_MCP_AUTH_TOKEN or FLEET_MCP_AUTH_TOKEN_FILE (--auth-token-file), not both.");
  }
  if (authToken) return [bareToken(authToken, "FLEET_MCP_AUTH_TOKEN:")];
  if (authTokenFile) return parseTokens(readTokenFile(authTokenFile), authTokenFile);
  return [];
}
