import { readFileSync } from "node:fs";
import { z } from "zod";

const Body = z.object({ mimeType: z.string().default(""), _json: z.unknown().optional(), text: z.string().optional() });

const Entry = z.object({
  startedDateTime: z.string(),
  time: z.number(),
  request: z.object({ method: z.string(), url: z.string(), postData: Body.partial().optional() }),
  response: z.object({
    status: z.number(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    content: Body.partial({ mimeType: true }),
  }),
});

const Har = z.object({ log: z.object({ entries: z.array(Entry) }) });

/** One request to a real Coder and what it answered. */
export interface RecordedExchange {
  readonly atMs: number;
  readonly durationMs: number;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | undefined;
  /** JSON text, or whatever else came. */
  readonly text: string;
}

export const recordingsFolder = new URL("../../../../cassettes/recordings/", import.meta.url);

/** The exchanges of a recording, in order. */
export function readRecording(name: string): readonly RecordedExchange[] {
  const har = Har.parse(JSON.parse(readFileSync(new URL(`${name}.har`, recordingsFolder), "utf8")));
  return har.log.entries.map(({ startedDateTime, time, request, response }) => ({
    atMs: Date.parse(startedDateTime),
    durationMs: time,
    method: request.method,
    url: request.url.replace("https://coder.example.com", ""),
    body: request.postData === undefined ? "" : toText(request.postData),
    status: response.status,
    contentType: response.content.mimeType ?? "",
    retryAfter: response.headers.find(({ name }) => name === "retry-after")?.value,
    text: toText(response.content),
  }));
}

const toText = ({ _json, text }: { readonly _json?: unknown; readonly text?: string | undefined }) =>
  _json === undefined ? (text ?? "") : JSON.stringify(_json);
