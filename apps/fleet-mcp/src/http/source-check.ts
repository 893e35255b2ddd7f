import type { IncomingMessage, ServerResponse } from "node:http";
import { localhostHostValidation, localhostOriginValidation } from "@modelcontextprotocol/node";
import { localhostAllowedOrigins, validateOriginHeader } from "@modelcontextprotocol/server";
import type { Access } from "../access/access.ts";
import { isLoopback } from "../access/is-loopback.ts";
import { refuse } from "./answer.ts";

/** Whether a request may proceed; when not, it has been answered. */
type SourceCheck = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Keeps web pages from using a server through their reader's browser. On loopback, Host and Origin must be of this machine, which
 * also stops DNS rebinding. Elsewhere the server has names it does not know, and a token that pages do not: there only the Origin is
 * checked, which must be of this machine or that of the server itself.
 */
export function createSourceCheck({ host, needsToken }: Pick<Access, "host" | "needsToken">): SourceCheck {
  if (needsToken && !isLoopback(host)) return isFromItself;
  const [isOurHost, isOurOrigin] = [localhostHostValidation(), localhostOriginValidation()];
  return (request, response) => isOurHost(request, response) && isOurOrigin(request, response);
}

function isFromItself({ headers: { host = "", origin } }: IncomingMessage, response: ServerResponse): boolean {
  if (validateOriginHeader(origin, localhostAllowedOrigins()).ok || isOf(origin, host)) return true;
  refuse(response, 403, "Web pages of another host may not call this server.");
  return false;
}

function isOf(origin = "", host: string): boolean {
  if (!/^https?:/.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // Parsed alike, so that a port that is the scheme's own makes no difference.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost;
}
