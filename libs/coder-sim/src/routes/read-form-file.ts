import type { SimRequest } from "../http/sim-request.ts";

/** The text file in the field `file` of a multipart form (RFC 7578); undefined when there is none. */
export function readFormFile({ headers, body }: Pick<SimRequest, "headers" | "body">) {
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(headers["content-type"] ?? "") ?? [];
  if (boundary === undefined) return undefined;
  for (const part of body.split(`--${boundary}`)) {
    const [, head = "", text = ""] = /^\r\n(.*?)\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
    const [, name] = /name="file"; filename="([^"]+)"/.exec(head) ?? [];
    if (name !== undefined) return { name, text };
  }
  return undefined;
}
