import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const packageGroups = ["libs", "apps", "tools"];

/** The folders that hold a package, relative to the root: "libs/models", … */
export function packageFolders(root: string): readonly string[] {
  return packageGroups
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .toSorted();
}
