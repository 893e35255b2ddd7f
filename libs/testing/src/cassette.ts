import { z } from "zod";

const Header = z.object({ name: z.string(), value: z.string() });

const Request = z.object({
  method: z.string(),
  url: z.string(),
  httpVersion: z.string(),
  cookies: z.array(z.never()),
  headers: z.array(Header),
  queryString: z.array(Header),
  postData: z.object({ mimeType: z.string(), _json: z.unknown().optional(), text: z.string().optional() }).optional(),
  headersSize: z.number(),
  bodySize: z.number(),
});

const Response = z.object({
  status: z.number(),
  statusText: z.string(),
  httpVersion: z.string(),
  cookies: z.array(z.never()),
  headers: z.array(Header),
  content: z.object({
    size: z.number(),
    mimeType: z.string(),
    _json: z.unknown().optional(),
    text: z.string().optional(),
    /** Only on event streams: the server ended it. Otherwise the recording client hung up. */
    _ended: z.boolean().optional(),
  }),
  redirectURL: z.string(),
  headersSize: z.number(),
  bodySize: z.number(),
});

/** One request and its answer. JSON bodies are values in `_json`, any other body is in `text`. */
export const CassetteEntry = z.object({
  startedDateTime: z.string(),
  time: z.number(),
  request: Request,
  response: Response,
  cache: z.object({}),
  timings: z.object({ send: z.number(), wait: z.number(), receive: z.number() }),
});
export type CassetteEntry = z.infer<typeof CassetteEntry>;

/** HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), with two custom fields for readable JSON bodies. */
export const Cassette = z.object({
  log: z.object({
    version: z.literal("1.2"),
    creator: z.object({ name: z.string(), version: z.string() }),
    comment: z.string().optional(),
    entries: z.array(CassetteEntry),
  }),
});
export type Cassette = z.infer<typeof Cassette>;
