import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../src/repository-root.ts";

const guard = [
  "package.json",
  "tsconfig.base.json",
  ".dependency-cruiser.js",
  ".oxlintrc.json",
  "tools/complete-lock.mjs",
  "tools/architecture/blind.config.js",
  "tools/architecture/package.json",
  "tools/architecture/src/layers.js",
];
const packages = ["libs/models", "libs/repositories", "libs/services", "apps/fleet-mcp"];

/**
 * A small workspace under the real guard, with a service on a repository on models and the given files besides. It lies
 * inside the repository, where third-party packages are found. Remove it with `remove`.
 */
export function makeWorkspace(files: Readonly<Record<string, string>> = {}) {
  mkdirSync(join(repositoryRoot, "tmp"), { recursive: true });
  const root = mkdtempSync(join(repositoryRoot, "tmp", "workspace-"));
  for (const file of guard) cpSync(join(repositoryRoot, file), join(root, file));
  for (const folder of packages) {
    write(root, `${folder}/package.json`, manifest(folder));
    const at = join(root, "node_modules", nameOf(folder));
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(root, folder), at, "junction");
  }
  write(root, "libs/models/src/index.ts", "export const one = 1;\n");
  write(root, "libs/repositories/src/index.ts", 'export { one } from "@fleet-mcp/models";\n');
  write(root, "libs/services/src/index.ts", 'export { service } from "./nouns/noun-service.ts";\n');
  write(root, "libs/services/src/nouns/noun-service.ts", 'export { one as service } from "@fleet-mcp/repositories";\n');
  write(root, "apps/fleet-mcp/src/main.ts", 'import "@fleet-mcp/services";\n');
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

const nameOf = (folder: string) => (folder === "apps/fleet-mcp" ? "fleet-mcp" : folder.replace("libs", "@fleet-mcp"));

const dependencies: Readonly<Record<string, readonly string[]>> = {
  "libs/repositories": ["@fleet-mcp/models"],
  "libs/services": ["@fleet-mcp/repositories"],
  "apps/fleet-mcp": ["@fleet-mcp/services"],
};

const manifest = (folder: string) =>
  JSON.stringify({
    name: nameOf(folder),
    exports: { ".": { "@fleet-mcp/source": folder.startsWith("apps") ? "./src/main.ts" : "./src/index.ts" } },
    dependencies: Object.fromEntries((dependencies[folder] ?? []).map((name) => [name, "0.1.0"])),
  });

function write(root: string, file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
