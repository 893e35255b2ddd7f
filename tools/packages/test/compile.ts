import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { run } from "./run.ts";

const node = ["--types", "node", "--typeRoots", join(repositoryRoot, "node_modules/@types")];
const strict = ["--strict", "--noEmit", "--allowImportingTsExtensions", "--target", "es2023", "--lib", "es2023,dom"];

/** Checks files with this repository's compiler, declarations of packages included; throws what it finds. */
export async function compile(files: readonly string[], folder: string, flags: readonly string[]): Promise<void> {
  const program = join(repositoryRoot, "node_modules/typescript/bin/tsc");
  const args = [program, ...strict, ...node, "--skipLibCheck", "false", "--pretty", "false", ...flags, ...files];
  await run(process.execPath, args, { cwd: folder });
}
