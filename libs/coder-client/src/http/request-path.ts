import type { CoderRequest, PathPart, PathSegment } from "./coder-request.ts";

/**
 * Path below the configured URL, each segment encoded; `@` stays, as it starts an app's path. Undefined when a segment
 * could not be sent as a name: empty, `.`, `..`, with control characters or broken Unicode.
 */
export function requestPath({ target, path }: Pick<CoderRequest, "target" | "path">): string | undefined {
  if (!path.every(isName)) return undefined;
  return [root(target), ...path.map((segment) => encode(join(segment)))].join("/");
}

/** The same for an error's text, where a segment that may not be sent is left out. */
export function describePath({ target, path }: Pick<CoderRequest, "target" | "path">): string {
  return [root(target), ...path.map((segment) => (isName(segment) ? encode(join(segment)) : "…"))].join("/");
}

const root = (target: CoderRequest["target"] = "api") => roots[target];
const roots = { api: "/api/v2", experimental: "/api/experimental", app: "" } as const;
const textOf = (part: PathPart) => (typeof part === "string" ? part : Object.values(part).join(""));
const partsOf = (segment: PathSegment) => [segment].flat().map(textOf);
const join = (segment: PathSegment) => partsOf(segment).join("");
const encode = (segment: string) => encodeURIComponent(segment).replaceAll("%40", "@");

function isName(segment: PathSegment): boolean {
  const parts = partsOf(segment);
  return parts.every((part) => part !== "" && !/[\p{Cc}\p{Cs}]/u.test(part)) && !/^[.]{1,2}$/.test(join(segment));
}
