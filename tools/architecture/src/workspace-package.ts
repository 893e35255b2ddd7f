import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { packageFolders } from "./package-folders.ts";

/** What a package says about itself. Lists are sorted. */
export interface WorkspacePackage {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** Folders that its tsconfig.lib.json references. */
  readonly references: readonly string[];
}

export function readWorkspacePackages(root: string): readonly WorkspacePackage[] {
  return packageFolders(root).map((folder) => {
    const manifest = readJson(join(root, folder, "package.json"));
    return {
      folder,
      name: manifest.name ?? folder,
      dependencies: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).toSorted(),
      devDependencies: Object.keys(manifest.devDependencies ?? {}).toSorted(),
      references: readReferences(root, folder, "tsconfig.lib.json"),
    };
  });
}

/** Folders of packages that a tsconfig references, sorted. */
export function readReferences(root: string, folder: string, file: string): readonly string[] {
  const at = join(root, folder, file);
  const references = existsSync(at) ? (readJson(at).references ?? []) : [];
  return references.map(({ path }) => posix.normalize(posix.join(folder, withoutFile(path)))).toSorted();
}

interface Json {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly references?: readonly { readonly path: string }[];
}

const readJson = (file: string): Json => JSON.parse(readFileSync(file, "utf8"));

const withoutFile = (path: string) => path.replace(/\/[^/]+[.]json$/, "");
