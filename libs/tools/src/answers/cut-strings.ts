import { cleanLine } from "@fleet-mcp/models";

/** The same value with every string in it cut at `length` characters. */
export function cutStrings(value: unknown, length: number): unknown {
  if (typeof value === "string") return value.length > length ? cleanLine(value.slice(0, 2 * length), length) : value;
  if (Array.isArray(value)) return value.map((entry) => cutStrings(entry, length));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutStrings(inner, length)]));
}
