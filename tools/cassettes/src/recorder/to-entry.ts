import { coderOrigin } from "@fleet-mcp/testing";
import type { CassetteEntry } from "@fleet-mcp/testing";
import type { Answered, Exchange } from "./exchange.ts";

/** No other header reaches a cassette. */
const keptOfRequests = ["accept", "content-type"];
const keptOfResponses = ["content-type", "retry-after", "x-coder-build-version", "x-coder-request-id"];

/** None when the answer is not complete, unless it is an event stream. */
export function toEntry({ method, url, headers, body, response }: Exchange): CassetteEntry[] {
  if (response === undefined) return [];
  const mimeType = response.headers.get("content-type") ?? "";
  const isStream = mimeType.startsWith("text/event-stream");
  if (!response.isComplete && !isStream) return [];
  const postType = headers.get("content-type") ?? "";
  return [
    {
      startedDateTime: new Date(0).toISOString(),
      time: 0,
      request: {
        method,
        url: `${coderOrigin}${url}`,
        httpVersion: "HTTP/1.1",
        cookies: [],
        headers: pick(headers, keptOfRequests),
        queryString: [],
        ...(body === "" ? {} : { postData: { mimeType: postType, ...toBody(postType, body) } }),
        headersSize: -1,
        bodySize: -1,
      },
      response: {
        status: response.status,
        statusText: response.statusText,
        httpVersion: "HTTP/1.1",
        cookies: [],
        headers: pick(response.headers, keptOfResponses),
        content: {
          size: -1,
          mimeType,
          ...toBody(mimeType, response.text),
          ...(isStream && response.isComplete ? { _ended: true } : {}),
        },
        redirectURL: response.headers.get("location") ?? "",
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    },
  ];
}

function pick(headers: Headers, names: readonly string[]): { name: string; value: string }[] {
  return names.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [{ name, value }];
  });
}

function toBody(mimeType: string, text: Answered["text"]): { _json: unknown } | { text: string } {
  if (!/\bjson\b/.test(mimeType)) return { text };
  try {
    return { _json: JSON.parse(text) };
  } catch {
    return { text };
  }
}
