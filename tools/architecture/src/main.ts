// The architecture gate on its own; with --json, its checks for the program that runs all gates.
// `main.ts document` writes docs/architecture.md instead, `main.ts document --check` only says whether it is fresh.
import { gateReport } from "./gate-report.ts";
import { homes, layers } from "./layers.js";
import { refreshDocument } from "./refresh-document.ts";
import { repositoryRoot } from "./repository-root.ts";
import { runGate } from "./run-gate.ts";

const words = process.argv.slice(2);
if (words[0] === "document") {
  const stale = await refreshDocument(repositoryRoot, layers, homes, words.includes("--check"));
  if (stale !== undefined) console.error(stale);
  process.exitCode = stale === undefined ? 0 : 1;
} else {
  const checks = await runGate(repositoryRoot);
  console.log(words.includes("--json") ? JSON.stringify(checks) : gateReport(checks).join("\n"));
  process.exitCode = checks.some(({ problems }) => problems.length > 0) ? 1 : 0;
}
