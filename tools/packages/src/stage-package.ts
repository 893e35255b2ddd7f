import { cpSync, existsSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publishedManifest } from "./published-manifest.ts";
import type { PublishedPackage } from "./published-packages.ts";

/**
 * Copies what is published of a package to a folder of its own. The sources go along, so that "go to definition" and
 * stack traces lead to what people wrote. Throws when something is not built.
 */
export function stagePackage(root: string, { folder, manifest }: PublishedPackage, stage: string): void {
  const files = manifest.bin ? programFiles(join(root, folder), manifest) : libraryFiles(join(root, folder));
  const missing = files.filter((file) => !existsSync(join(root, folder, file)));
  if (missing.length > 0) throw new Error(`${folder} is not built, ${missing[0]} is missing: run "npm run build".`);
  mkdirSync(stage, { recursive: true });
  for (const file of files) copy(join(root, folder, file), join(stage, file));
  copy(join(root, folder, "README.md"), join(stage, "README.md"));
  copy(join(root, "LICENSE"), join(stage, "LICENSE"));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
}

/** What matches nothing stays as it is, and is found missing. */
function programFiles(folder: string, { files = [] }: PublishedPackage["manifest"]): readonly string[] {
  return files.flatMap((pattern) => {
    const found = globSync(pattern, { cwd: folder });
    return found.length > 0 ? found.toSorted() : [pattern];
  });
}

/** Asked of the sources, because dist keeps the output of sources that are gone. */
function libraryFiles(folder: string): readonly string[] {
  return globSync("src/**/*.ts", { cwd: folder })
    .filter((file) => !file.endsWith(".test.ts"))
    .toSorted()
    .flatMap((file) => {
      const built = file.replace(/^src/, "dist").replace(/[.]ts$/, "");
      return [file, `${built}.js`, `${built}.js.map`, `${built}.d.ts`, `${built}.d.ts.map`];
    });
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
