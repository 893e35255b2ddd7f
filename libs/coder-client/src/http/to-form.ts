import type { TextFile } from "./coder-request.ts";

/** A multipart form with the file as its only field. */
export function toForm({ name, text }: TextFile): FormData {
  const form = new FormData();
  form.set("file", new Blob([text], { type: "text/plain; charset=utf-8" }), name);
  return form;
}
