import type { Cassette } from "@fleet-mcp/testing";
import { scrubRules } from "./scrub-rules.ts";

/** Only these may be in a cassette; anything else may hold a session. */
const allowedHeaders = ["accept", "content-type", "retry-after", "x-coder-build-version", "x-coder-request-id"];

/** One line for everything that must not be published, with its place; never the secret itself. Empty when clean. */
export function scrub(cassette: Cassette): readonly string[] {
  return [...headerFaults(cassette), ...textFaults(cassette, "")];
}

function headerFaults({ log }: Cassette): readonly string[] {
  return log.entries.flatMap(({ request, response }, index) =>
    [...request.headers, ...response.headers]
      .filter(({ name }) => !allowedHeaders.includes(name.toLowerCase()))
      .map(({ name }) => `log.entries[${index}] holds the header ${name}`),
  );
}

function textFaults(value: unknown, path: string): readonly string[] {
  if (typeof value === "string") return faultsOf(value, path);
  if (Array.isArray(value)) return value.flatMap((item, index) => textFaults(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === "" ? key : `${path}.${key}`;
    return [...faultsOf(key, `a name at ${path}`), ...textFaults(inner, place)];
  });
}

function faultsOf(text: string, place: string): readonly string[] {
  return scrubRules.flatMap(({ what, pattern, isFault = () => true }) =>
    [...text.matchAll(pattern)].some((match) => isFault(match[1] ?? match[0])) ? [`${place} holds ${what}`] : [],
  );
}
