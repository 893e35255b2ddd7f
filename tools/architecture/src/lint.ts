import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";

/** One finding of oxlint, `rule` as it prints it: `eslint(no-console)`. */
export interface Finding {
  readonly file: string;
  readonly rule: string;
}

/** Lints the planted files of a sandbox with the configuration there. */
export async function lint(sandbox: string): Promise<readonly Finding[]> {
  // oxlint heeds ignore files up to the next repository, and the real one ignores sandboxes.
  mkdirSync(join(sandbox, ".git"), { recursive: true });
  const args = [join(repositoryRoot, "node_modules/oxlint/bin/oxlint"), "-c", ".oxlintrc.json", "-f", "json", "libs"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: sandbox, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (stdout === "") throw new Error(`oxlint said nothing: ${stderr}`);
  const report: { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] } =
    JSON.parse(stdout);
  return report.diagnostics.map(({ code, filename }) => ({ file: filename, rule: code }));
}
