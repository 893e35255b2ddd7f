import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The name in the folder's package.json; for a folder still to come, the name it would get. */
export function packageNameOf(folder: string): string {
  const manifest = join(folder, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).name : `@fleet-mcp/${basename(folder)}`;
}
