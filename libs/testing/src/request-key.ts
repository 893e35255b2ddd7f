import { canonicalJson } from "./canonical-json.ts";
import type { CassetteEntry } from "./cassette.ts";

/** What makes two requests the same: method, path, sorted query and canonical JSON body. */
export function requestKey(method: string, pathAndQuery: string, body: unknown): string {
  const { pathname, searchParams } = new URL(pathAndQuery, "https://coder.example.com");
  const query = [...searchParams].map(([name, value]) => `${name}=${value}`).toSorted();
  const suffix = isRead(method) || body === undefined ? "" : ` ${canonicalJson(body)}`;
  return `${method.toUpperCase()} ${pathname}${query.length > 0 ? `?${query.join("&")}` : ""}${suffix}`;
}

export function recordedKey({ request }: CassetteEntry): string {
  const { pathname, search } = new URL(request.url);
  return requestKey(request.method, `${pathname}${search}`, recordedBody(request.postData));
}

/** Whatever is not a read starts a new epoch of the recording. */
export function isRead(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method.toUpperCase());
}

/** The JSON value of a body, its text when it is not JSON, `undefined` when it is empty. */
export function parseBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function recordedBody(postData: CassetteEntry["request"]["postData"]): unknown {
  if (postData === undefined) return undefined;
  return "_json" in postData ? postData._json : parseBody(postData.text ?? "");
}
