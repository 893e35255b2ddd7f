import { parseCassette } from "./read-cassette.ts";
import type { Cassette } from "./cassette.ts";

/** One exchange of a hand-written cassette: `request` is `GET /path?query`, the answer 200 with `json` unless it says otherwise. */
export interface Exchange {
  readonly request: string;
  readonly sent?: unknown;
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly mimeType?: string;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly redirectURL?: string;
  readonly isEnded?: boolean;
}

/** A cassette written by hand, for tests of the test kit and of the recorder. */
export function makeCassette(...exchanges: readonly Exchange[]): Cassette {
  return parseCassette(
    JSON.stringify({
      log: { version: "1.2", creator: { name: "test", version: "1" }, entries: exchanges.map(toEntry) },
    }),
    "a cassette written by hand",
  );
}

function toEntry({
  request,
  sent,
  status = 200,
  json,
  text,
  mimeType,
  headers = [],
  redirectURL = "",
  isEnded,
}: Exchange) {
  const [method, path] = request.split(" ");
  return {
    startedDateTime: "2026-01-01T00:00:00.000Z",
    time: 0,
    request: {
      method,
      url: `https://recorded.example.com${path}`,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: [],
      queryString: [],
      ...(sent === undefined ? {} : { postData: { mimeType: "application/json", _json: sent } }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers,
      content: {
        size: 0,
        mimeType: mimeType ?? (text === undefined ? "application/json" : "text/plain"),
        ...(text === undefined ? { _json: json ?? null } : { text }),
        ...(isEnded === undefined ? {} : { _ended: isEnded }),
      },
      redirectURL,
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
}
