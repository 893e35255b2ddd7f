import { CoderError } from "../coder-error.ts";
import type { Asked } from "./answer.ts";

/** Refused by ourselves, before anything was sent. */
export function unsendable({ method, path }: Asked, reason: "bad_name" | "unauthenticated"): CoderError {
  const [code, sentence] =
    reason === "bad_name"
      ? (["invalid_input", "A name is empty, a dot segment, or holds control characters."] as const)
      : (["unauthenticated", "The session token holds characters that no token of Coder has."] as const);
  return new CoderError(sentence, {
    where: `${method} ${path}`,
    code,
    reason,
    method,
    path,
    delivered: method === "GET" ? undefined : "no",
  });
}
