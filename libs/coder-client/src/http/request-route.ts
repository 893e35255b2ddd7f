import type { CoderRequest, PathPart, PathSegment } from "./coder-request.ts";

/**
 * The endpoint of a request without the names in it, as Coder's reference writes it: `/workspaces/{id}/builds`. Of an app
 * only what is asked of it, `app:/status`: where it lies is all names.
 */
export function requestRoute({ target, path }: Pick<CoderRequest, "target" | "path">): string {
  const start = target === "app" ? appAddressLength : 0;
  return `${target === "app" ? "app:" : ""}/${path.slice(start).map(describeSegment).join("/")}`;
}

/** `@{owner}`, `{workspace}.{agent}`, `apps`, `{slug}`. */
const appAddressLength = 4;

const describeSegment = (segment: PathSegment) => [segment].flat().map(describePart).join("");
const describePart = (part: PathPart) => (typeof part === "string" ? part : `{${Object.keys(part).join()}}`);
