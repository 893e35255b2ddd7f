import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./check.ts";
import type { Layer } from "./layers.js";
import { packageFolders } from "./package-folders.ts";

/** What the table of layers and the front doors promise, beyond single imports. */
export function tableChecks(root: string, layers: readonly Layer[]): readonly Check[] {
  const rows = layers.map(({ folder }) => folder);
  const folders = packageFolders(root);
  return [
    {
      name: "layers: every library has a row",
      problems: folders
        .filter((folder) => folder.startsWith("libs/") && !rows.includes(folder))
        .map((folder) => `${folder} is unguarded: add a row to tools/architecture/src/layers.js`),
    },
    {
      name: "layers: every import in the table has a row",
      problems: layers.flatMap(({ folder, imports }) =>
        imports.filter((name) => !rows.includes(name)).map((name) => `${folder} imports ${name}, which has no row`),
      ),
    },
    {
      name: "front doors: exports by name, never with a star",
      problems: folders
        .flatMap((folder) => sources(root, folder))
        .filter((file) => /^\s*export \*/m.test(readFileSync(join(root, file), "utf8"))),
    },
  ];
}

function sources(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder, "src"))) return [];
  return readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/src/${file}`);
}
