import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { run } from "./run.ts";

const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** A copy of an example in a folder of its own, far from this repository, into which packed packages are installed. */
export async function outsideProject(example: string, tarballs: readonly string[], flags: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-outside-"));
  cpSync(join(repositoryRoot, "examples", example), folder, { recursive: true });
  await run("npm", ["install", ...quiet, ...flags, ...tarballs], { cwd: folder });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
