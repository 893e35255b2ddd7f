import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Answers in JSON; what is already being answered, or has no client any more, is left alone. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

/** Refuses in one sentence, which says what to do. */
export function refuse(response: ServerResponse, status: number, error: string, headers?: OutgoingHttpHeaders): void {
  answer(response, status, { error }, headers);
}
