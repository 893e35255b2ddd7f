import type { CallOptions } from "@fleet-mcp/models";
import { CoderError } from "../coder-error.ts";
import type { CoderHttp } from "../coder-http.ts";
import type { CoderSockets } from "../coder-sockets.ts";
import type { CoderRequest } from "../http/coder-request.ts";
import { WireChatNews } from "./wire-chat-news.ts";

interface Ways {
  readonly http: CoderHttp;
  readonly sockets: CoderSockets;
}

/** Opens the socket. One that does not open keeps Coder's reason to itself, so the same is asked for as a plain request. */
export async function watchChats(
  { http, sockets }: Ways,
  request: CoderRequest,
  options: CallOptions,
): Promise<AsyncIterable<WireChatNews>> {
  try {
    return await sockets.open(WireChatNews, request, options);
  } catch (error) {
    if (error instanceof CoderError && error.reason === "network") await http.run(request, options).catch(raiseReason);
    throw error;
  }
}

/** 426, from some 400: Coder is there and would have us, but something between does not let WebSockets through. */
function raiseReason(error: unknown): void {
  if (!(error instanceof CoderError) || (error.status !== 426 && error.status !== 400)) throw error;
}
