import type { CassetteEntry } from "../cassette.ts";
import { sizedResponse } from "./sized-response.ts";

/** They describe the recorded connection, not the one that replays. */
const ofTheConnection = ["connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"];

/** The recorded answer as a `Response`; an event stream comes one event at a time and stays open as recorded. */
export function toResponse({ response }: CassetteEntry): Response {
  const { status, statusText, content } = response;
  const headers = toHeaders(response);
  if (!content.mimeType.startsWith("text/event-stream")) {
    return sizedResponse(toText(content), { status, statusText, headers });
  }
  // Without it undici throws an uncaught AssertionError when a client aborts a mocked stream half-way (msw 3.0.5).
  headers.set("transfer-encoding", "chunked");
  return new Response(toStream(content.text ?? "", content._ended === true), { status, statusText, headers });
}

function toHeaders({ headers, content, redirectURL }: CassetteEntry["response"]): Headers {
  const result = new Headers();
  if (content.mimeType !== "") result.set("content-type", content.mimeType);
  if (redirectURL !== "") result.set("location", redirectURL);
  for (const { name, value } of headers) {
    if (!ofTheConnection.includes(name.toLowerCase())) result.set(name, value);
  }
  return result;
}

function toText(content: CassetteEntry["response"]["content"]): string {
  return "_json" in content ? JSON.stringify(content._json) : (content.text ?? "");
}

function toStream(text: string, isEnded: boolean): ReadableStream<Uint8Array> {
  const events = text.split(/(?<=\n\n)/).filter(Boolean);
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const event = events.shift();
      if (event !== undefined) controller.enqueue(encoder.encode(event));
      else if (isEnded) controller.close();
      // An open stream says nothing more: a pull that never settles keeps it waiting.
      else return new Promise<void>(() => {});
    },
  });
}
