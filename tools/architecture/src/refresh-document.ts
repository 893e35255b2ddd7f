import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { architectureDocument } from "./architecture-document.ts";
import { cruise } from "./cruise.ts";
import type { Home, Layer } from "./layers.js";

const document = "docs/architecture.md";

/**
 * Writes docs/architecture.md and returns nothing; with `check`, writes nothing and returns what is wrong, if anything.
 * Rows without a folder are left out: the document tells what there is.
 */
export async function refreshDocument(
  root: string,
  layers: readonly Layer[],
  homes: readonly Home[],
  check: boolean,
): Promise<string | undefined> {
  const isThere = (folder: string) => existsSync(join(root, folder, "package.json"));
  const rows = layers
    .filter(({ folder }) => isThere(folder))
    .map((layer) => ({ ...layer, imports: layer.imports.filter(isThere) }));
  const text = architectureDocument(rows, homes, (await cruise(root)).modules);
  const file = join(root, document);
  if (!check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return undefined;
  }
  const isFresh = existsSync(file) && readFileSync(file, "utf8") === text;
  return isFresh ? undefined : `${document} is stale: run npm run docs`;
}
