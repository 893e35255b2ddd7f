import { coderOrigin } from "@fleet-mcp/testing";
import type { Cassette, CassetteEntry } from "@fleet-mcp/testing";
import { htmlStub } from "./html-stub.ts";
import { createMemory } from "./memory.ts";
import { normaliseJson } from "./normalise-json.ts";
import { textRules } from "./normalise-table.ts";

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * The same cassette from any deployment at any time, by the table in normalise-table.ts. `replacements` go first:
 * the recorded origin, and what only the person who records can know. Normalising twice changes nothing.
 */
export function normalise(cassette: Cassette, replacements: readonly Replacement[] = []): Cassette {
  const memory = createMemory(JSON.stringify(cassette.log.entries.map(({ request, response }) => [request, response])));
  const all = replacements.flatMap(({ from, to }) => [
    { from, to },
    { from: encodeURIComponent(from), to: encodeURIComponent(to) },
  ]);
  return { log: { ...cassette.log, entries: cassette.log.entries.map(normaliseEntry) } };

  function text(value: string): string {
    const replaced = all.reduce((result, { from, to }) => result.replaceAll(from, to), value);
    return textRules.reduce(
      (result, { pattern, by }) => result.replace(pattern, (match) => by(match, memory)),
      replaced,
    );
  }

  function json(value: unknown): unknown {
    return normaliseJson(value, memory, text);
  }

  function normaliseEntry({ request, response }: CassetteEntry): CassetteEntry {
    const url = text(request.url);
    return {
      startedDateTime: "2026-01-01T00:00:00.000Z",
      time: 0,
      request: {
        ...request,
        url,
        headers: headers(request.headers),
        queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
        ...(request.postData === undefined ? {} : { postData: body(request.postData) }),
        headersSize: -1,
        bodySize: -1,
      },
      response: {
        ...response,
        headers: headers(response.headers),
        content: { ...body(response.content), size: -1 },
        redirectURL: text(response.redirectURL),
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
  }

  function headers(list: CassetteEntry["request"]["headers"]): CassetteEntry["request"]["headers"] {
    return list.map(({ name, value }) => ({ name, value: text(value) }));
  }

  function body<T extends { readonly mimeType: string; _json?: unknown; text?: string | undefined }>(content: T): T {
    if ("_json" in content) return { ...content, _json: json(content._json) };
    if (content.text === undefined) return content;
    return { ...content, text: plain(content.mimeType, content.text) };
  }

  function plain(mimeType: string, value: string): string {
    if (mimeType.startsWith("text/html")) return text(htmlStub(value));
    if (!mimeType.startsWith("text/event-stream")) return text(value);
    return value.replace(/^data: (.*)$/gm, (_line, data: string) => `data: ${eventData(data)}`);
  }

  function eventData(data: string): string {
    try {
      return JSON.stringify(json(JSON.parse(data)));
    } catch {
      return text(data);
    }
  }
}

export const toCoderOrigin = (origin: string): Replacement => ({ from: origin, to: coderOrigin });
