import { parseBody } from "../request-key.ts";

/** A request as it was sent, for tests that prove what the client sends. */
export interface SentRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  /** The JSON value, the text of another body, or `undefined`. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export async function toSentRequest(request: Request): Promise<SentRequest> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: `${pathname}${search}`,
    body: parseBody(request.body === null ? "" : await request.clone().text()),
    headers: Object.fromEntries(request.headers),
  };
}
