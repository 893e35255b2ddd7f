import { existsSync, readdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lastLines } from "./last-lines.ts";
import type { Outcome } from "./outcome.ts";
import { runCommand } from "./run-command.ts";
import { testReport } from "./test-report.ts";
import type { Thresholds } from "./test-report.ts";

/** Runs the tests of all packages through Nx, which answers from its cache what did not change; one outcome each. */
export async function testsStep(root: string, thresholds: Thresholds): Promise<readonly Outcome[]> {
  const folders = testedFolders(root);
  // What is there afterwards was written, or restored from the cache, by this run.
  for (const folder of folders) rmSync(join(root, folder, "coverage"), { recursive: true, force: true });
  const nx = join(root, "node_modules/nx/dist/bin/nx.js");
  const args = [nx, "run-many", "--targets=test", "--outputStyle=static", "--nxBail=false"];
  const { isGood, output } = await runCommand(root, process.execPath, args, nxEnvironment(root));
  const outcomes = folders.map((folder) => testReport(root, folder, thresholds));
  const isExplained = isGood || outcomes.some(({ failed }) => failed > 0);
  return isExplained
    ? outcomes
    : [...outcomes, { title: "nx run-many -t test", passed: 0, failed: 1, details: lastLines(output, 60) }];
}

function testedFolders(root: string): readonly string[] {
  return ["libs", "apps", "tools"]
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .filter((folder) => existsSync(join(root, folder, "package.json")) && existsSync(join(root, folder, "src")))
    .toSorted();
}

/** Nx by itself, without daemon, cloud or screen; and no deployment or token of the user's within reach of a test. */
function nxEnvironment(root: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:CODER|FLEET_MCP)_/.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
    NX_DAEMON: "false",
    NX_NO_CLOUD: "true",
    NX_ISOLATE_PLUGINS: "false",
    NX_TUI: "false",
    FORCE_COLOR: "0",
  };
}
