import { fail, ok, warn } from "./check.ts";
import type { Verdict } from "./check.ts";

const oldestNode = "22.13.0";
/** Older ones can lose writes when several processes share a database (sqlite.org, WAL-reset bug), but for two repaired lines. */
const oldestSqlite = "3.51.3";
const repairedLines = ["3.50.7", "3.44.6"];

export function checkNode(version: string): Verdict {
  if (isAtLeast(version, oldestNode)) return ok(version);
  return fail(`${version} is older than 22.13`, "Install Node.js 22.13 or newer; 24 is what this is tested with.");
}

/** `version` is what `node:sqlite` is built with; undefined when this Node has none. */
export function checkSqlite(version: string | undefined): Verdict {
  if (version === undefined)
    return warn("this Node.js has no node:sqlite", "Use an official build of Node.js, 22.13 or newer.");
  if (isAtLeast(version, oldestSqlite) || repairedLines.some((line) => isLater(version, line))) return ok(version);
  return warn(
    `${version} may lose data that several processes write`,
    `Update Node.js to a release with SQLite ${oldestSqlite} or newer, such as 22.23.3 or 24.21.0. Until then events are kept in memory only.`,
  );
}

/** In the same line `major.minor`, and not older. */
const isLater = (version: string, line: string): boolean =>
  version.split(".", 2).join() === line.split(".", 2).join() && isAtLeast(version, line);

function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [numbers(version), numbers(least)];
  const at = want.findIndex((number, index) => number !== have[index]);
  return at < 0 || (have[at] ?? 0) > (want[at] ?? 0);
}

const numbers = (version: string): number[] =>
  version
    .replace(/^v/, "")
    .split(".")
    .map((part) => parseInt(part, 10));
