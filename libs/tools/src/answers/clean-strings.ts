import { cleanText } from "@fleet-mcp/models";
import type { Redact } from "@fleet-mcp/models";

/** Most strings are: they are left as they are. */
const plain = /^[ -~]*$/;

/** The same value with every string in it, and every key, free of what people cannot see, and then of secrets. */
export function cleanStrings(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(plain.test(value) ? value : cleanText(value));
  if (Array.isArray(value)) return value.map((entry) => cleanStrings(entry, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(cleanStrings(key, redact)), cleanStrings(inner, redact)]),
  );
}
