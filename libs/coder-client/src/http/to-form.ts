import type { TextFile } from "./coder-request.ts";

/** A multipart form (RFC 7578) with the file as its only field, and the header that goes with it. */
export function toForm({ name, text }: TextFile) {
  const boundary = `file-${crypto.randomUUID()}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"`,
    "Content-Type: text/plain; charset=utf-8",
  ];
  return {
    body: [...head, "", text, `--${boundary}--`, ""].join("\r\n"),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  };
}
