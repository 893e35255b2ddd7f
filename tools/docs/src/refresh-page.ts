import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes the page and returns nothing; with `check`, writes nothing and returns what is wrong, if anything. */
export function refreshPage(file: string, text: string, check: boolean): string | undefined {
  if (check) {
    const isFresh = existsSync(file) && readFileSync(file, "utf8") === text;
    return isFresh ? undefined : "docs/tools.md is stale: run npm run docs";
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return undefined;
}
