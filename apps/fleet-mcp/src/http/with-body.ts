import type { IncomingMessage } from "node:http";
import { mcpPath } from "./mcp-path.ts";

/** The request as the SDK reads it. Its token stays here, and so does the rest of its address. */
export function withBody(
  { method = "GET", headers: { authorization: _, ...headers } }: IncomingMessage,
  body: Buffer = Buffer.alloc(0),
) {
  return Object.assign(oneChunk(body), { method, url: mcpPath, headers });
}

async function* oneChunk(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}
