import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { packageFolders, packageGroups } from "./package-folders.ts";
import { packageNameOf } from "./package-name-of.ts";

const left = new Set(["node_modules", "dist", "out-tsc", "coverage", "bundle"]);
const files = ["package.json", "tsconfig.base.json", ".dependency-cruiser.js", ".oxlintrc.json"];
const sourceCondition = "@fleet-mcp/source";

/**
 * Runs `work` on a copy of the sources, so that planted files never stand in the working tree, and removes the copy, also
 * when interrupted. It lies inside the repository, where third-party packages are found by walking up; workspace
 * packages are the copied ones. Folders of `wanted` and front doors that do not exist yet are made, empty.
 */
export async function withSandbox<Result>(
  root: string,
  wanted: readonly string[],
  work: (sandbox: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(join(root, "tmp"), { recursive: true });
  const sandbox = mkdtempSync(join(root, "tmp", "architecture-"));
  const remove = () => rmSync(sandbox, { recursive: true, force: true });
  const interrupted = (signal: NodeJS.Signals) => {
    remove();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    copy(root, sandbox);
    const folders = new Set([...packageFolders(sandbox), ...wanted]);
    for (const folder of folders) complete(join(sandbox, folder));
    for (const folder of folders) link(sandbox, folder);
    return await work(sandbox);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    remove();
  }
}

function copy(root: string, sandbox: string) {
  for (const file of files) cpSync(join(root, file), join(sandbox, file));
  for (const group of packageGroups) {
    cpSync(join(root, group), join(sandbox, group), {
      recursive: true,
      filter: (source) => !left.has(basename(source)),
    });
  }
}

/** Makes the package that a folder will hold, as far as others could notice. */
function complete(folder: string) {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) {
    mkdirSync(folder, { recursive: true });
    const exports = { ".": { [sourceCondition]: "./src/index.ts" } };
    writeFileSync(manifest, JSON.stringify({ name: packageNameOf(folder), version: "0.0.0", type: "module", exports }));
  }
  const entry: string | undefined = JSON.parse(readFileSync(manifest, "utf8")).exports?.["."]?.[sourceCondition];
  if (entry === undefined || existsSync(join(folder, entry))) return;
  mkdirSync(dirname(join(folder, entry)), { recursive: true });
  writeFileSync(join(folder, entry), "export {};\n");
}

/** What npm does for a workspace. */
function link(sandbox: string, folder: string) {
  const at = join(sandbox, "node_modules", packageNameOf(join(sandbox, folder)));
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(join(sandbox, folder), at, "junction");
}
