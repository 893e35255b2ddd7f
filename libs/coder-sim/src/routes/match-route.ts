import type { Route } from "./route.ts";

export type Match =
  | { readonly kind: "route"; readonly route: Route; readonly segments: readonly string[] }
  | { readonly kind: "wrong method" }
  | { readonly kind: "none" };

/** Finds the route of a path below the mount. */
export function createMatcher(routes: readonly Route[]) {
  const known = routes.map((route) => ({ route, pattern: route.path.split("/") }));
  return function match(method: string, path: string): Match {
    const words = path.split("/").map(decode);
    const fitting = known.filter(({ pattern }) => fits(pattern, words));
    const found = fitting.find(({ route }) => route.method === method);
    if (found === undefined) return { kind: fitting.length > 0 ? "wrong method" : "none" };
    return { kind: "route", route: found.route, segments: words.filter((_, at) => found.pattern[at] === "*") };
  };
}

const fits = (pattern: readonly string[], words: readonly string[]) =>
  pattern.length === words.length && pattern.every((part, at) => part === "*" || part === words[at]);

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
