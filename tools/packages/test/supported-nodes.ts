import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** The newest of each line that the packages promise to run on. */
const releases = ["22.23.3", "24.21.0"];
/** Where Node itself can be installed as a package. */
const platforms = ["linux-x64", "linux-arm64"];

/** A Node of every supported line: the running one where it fits, the others installed from npm. */
export async function supportedNodes() {
  const platform = `${process.platform}-${process.arch}`;
  const running = { version: process.version, program: process.execPath };
  if (!platforms.includes(platform)) {
    console.warn(`There is no Node for ${platform} on npm: the packages are tried with ${process.version} only.`);
    return { nodes: [running], remove() {} };
  }
  const missing = releases.filter((release) => lineOf(release) !== lineOf(process.version.slice(1)));
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-nodes-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const aliases = missing.map((release) => `${nameOf(release)}@npm:node-${platform}@${release}`);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--no-bin-links", "--force"];
  await run("npm", ["install", ...flags, "--loglevel=error", ...aliases], { cwd: folder });
  const installed = missing.map((release) => ({
    version: `v${release}`,
    program: join(folder, "node_modules", nameOf(release), "bin/node"),
  }));
  return { nodes: [running, ...installed], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const lineOf = (release: string) => release.split(".")[0];
const nameOf = (release: string) => `node-${lineOf(release)}`;
