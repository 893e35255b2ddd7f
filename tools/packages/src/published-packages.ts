import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Manifest } from "./published-manifest.ts";

export interface PublishedPackage {
  /** Relative to the root: "libs/models". */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The packages that anybody may install: those of libs and apps that say they are public. */
export function publishedPackages(root: string): readonly PublishedPackage[] {
  return globSync("{libs,apps}/*/package.json", { cwd: root })
    .toSorted()
    .map((file) => ({ folder: dirname(file), manifest: readManifest(join(root, file)) }))
    .filter(({ manifest }) => manifest.publishConfig?.access === "public");
}

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8"));
