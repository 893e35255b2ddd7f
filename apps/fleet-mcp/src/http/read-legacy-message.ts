import type { IncomingMessage } from "node:http";
import { classifyInboundRequest, isInitializeRequest, isJSONRPCRequest } from "@modelcontextprotocol/server";
import type { RequestId } from "@modelcontextprotocol/server";
import { z } from "zod";

/** What a client of the 2025 revisions says in its session, or to begin one. */
export interface LegacyMessage {
  /** The calls in it: one, or in a batch several. None, if it answers questions or notifies. */
  readonly requestIds: readonly RequestId[];
  /** The calls that it takes back. */
  readonly cancelledIds: readonly RequestId[];
}

export const sessionHeader = "mcp-session-id";

/** Undefined for everything that belongs to no session: what is of 2026, no JSON, or neither in a session nor its beginning. */
export function readLegacyMessage(
  { headers }: Pick<IncomingMessage, "headers">,
  bytes: Buffer,
): LegacyMessage | undefined {
  const isInSession = headers[sessionHeader] !== undefined;
  // Most requests need no second look: parsing is for those in a session and the one that begins it.
  if (!isInSession && !bytes.includes('"initialize"')) return undefined;
  const body = parse(bytes);
  if (!isInSession && !isInitializeRequest(body)) return undefined;
  if (!isLegacy(headers, body)) return undefined;
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return {
    requestIds: messages.filter(isJSONRPCRequest).map(({ id }) => id),
    cancelledIds: messages.flatMap(cancelledBy),
  };
}

function isLegacy(headers: IncomingMessage["headers"], body: unknown): boolean {
  const { "mcp-protocol-version": version, "mcp-method": method, "mcp-name": name } = headers;
  const { kind } = classifyInboundRequest({
    httpMethod: "POST",
    body,
    ...(typeof version === "string" && { protocolVersionHeader: version }),
    ...(typeof method === "string" && { mcpMethodHeader: method }),
    ...(typeof name === "string" && { mcpNameHeader: name }),
  });
  return kind === "legacy";
}

function cancelledBy(message: unknown): readonly RequestId[] {
  const { success, data } = Cancelled.safeParse(message);
  return success ? [data.params.requestId] : [];
}

const Cancelled = z.object({
  method: z.literal("notifications/cancelled"),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});

/** Decoded as the SDK does, which passes over a byte order mark. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
