import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "./answer.ts";
import { isNestedDeeper } from "./is-nested-deeper.ts";
import { readBody } from "./read-body.ts";

interface Message {
  readonly bytes: Buffer;
  /** More than one in the batches that clients of early 2025 may send. */
  readonly messages: number;
}

const maxBytes = 4 * 1024 * 1024;
const maxLevels = 100;

/** The body of a request to the protocol, or undefined: then the request has been answered, or its client is gone. */
export async function readMessage(
  request: IncomingMessage,
  response: ServerResponse,
  maxMessages: number,
): Promise<Message | undefined> {
  const bytes = await readBody(request, maxBytes).catch(() => "gone" as const);
  if (bytes === "gone") return undefined;
  if (bytes === undefined) {
    // The rest of the body is not read, so the connection cannot carry another request.
    refuse(response, 413, "The request is over 4 MB: send less at once.", { connection: "close" });
    return undefined;
  }
  if (isNestedDeeper(bytes, maxLevels)) {
    refuse(response, 400, `The JSON is nested in more than ${maxLevels} levels: send it flatter.`);
    return undefined;
  }
  const messages = messagesIn(bytes);
  if (messages > maxMessages) {
    refuse(response, 400, `The batch holds ${messages} messages and may hold ${maxMessages}: send several.`);
    return undefined;
  }
  return { bytes, messages };
}

/** A batch is as many calls as it holds messages; what is no JSON is left to the protocol to refuse. */
function messagesIn(bytes: Buffer): number {
  // Decoded as the SDK does, which passes over a byte order mark.
  const start = decode(bytes.subarray(0, 64)).trimStart();
  if (!start.startsWith("[") && start !== "") return 1;
  try {
    const value: unknown = JSON.parse(decode(bytes));
    return Array.isArray(value) ? value.length : 1;
  } catch {
    return 1;
  }
}

const decode = (bytes: Buffer): string => new TextDecoder().decode(bytes);
