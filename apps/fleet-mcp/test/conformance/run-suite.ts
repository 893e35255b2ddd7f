import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** A scenario of the suite with the checks it did not pass, in its own words; warnings count. */
export interface ScenarioOutcome {
  readonly scenario: string;
  readonly failures: readonly string[];
}

const Check = z.object({ id: z.string(), status: z.string(), errorMessage: z.string().optional() });

/** Runs everything a revision requires, and what the suite runs beside it, against the server at this address. */
export async function runSuite(url: string, revision: string): Promise<readonly ScenarioOutcome[]> {
  const results = mkdtempSync(join(tmpdir(), "fleet-mcp-conformance-"));
  try {
    const args = [suite, "server", "--url", url, "--requirements", revision, "--output-dir", results];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
    const outcomes = readdirSync(results).map((folder) => outcomeOf(results, folder));
    if (outcomes.length === 0) throw new Error(`The suite ran nothing:\n${output}`);
    return outcomes.toSorted((a, b) => a.scenario.localeCompare(b.scenario));
  } finally {
    rmSync(results, { recursive: true });
  }
}

const manifest = createRequire(import.meta.url).resolve("@modelcontextprotocol/conformance/package.json");
const suite = join(dirname(manifest), "dist/index.js");

function outcomeOf(results: string, folder: string): ScenarioOutcome {
  const checks = z.array(Check).parse(JSON.parse(readFileSync(join(results, folder, "checks.json"), "utf8")));
  const failures = checks
    .filter(({ status }) => status === "FAILURE" || status === "WARNING")
    .map(({ id, status, errorMessage }) => `${id} (${status}): ${errorMessage ?? "no reason given"}`);
  return { scenario: folder.replace(/^server-|-\d{4}-\d{2}-\d{2}T[\d-]+Z$/g, ""), failures };
}
