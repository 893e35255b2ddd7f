import type { Access } from "../access/access.ts";
import { loadAccess } from "../access/load-access.ts";
import type { Config } from "../config/config.ts";
import { StartError } from "../start-error.ts";
import { fail, ok } from "./check.ts";
import type { Verdict } from "./check.ts";

/** Who may call over HTTP, read as the server would. */
export function checkAccess(config: Config): { readonly verdict: Verdict; readonly secrets: readonly string[] } {
  try {
    const access = loadAccess(config);
    return { verdict: ok(describe(access, config)), secrets: access.secrets };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const next = "Correct it; fleet-mcp token --file PATH makes a file that only you can read.";
    return { verdict: fail(error.message, next), secrets: [] };
  }
}

function describe({ needsToken, callers }: Access, { authTokenFile }: Config): string {
  if (!needsToken) return "no token is set, so only this machine may connect";
  const who = callers.map(({ name, rights }) => `${name} (${rights})`).join(", ");
  return `${authTokenFile ?? "FLEET_MCP_AUTH_TOKEN"} holds a token for ${who}`;
}
