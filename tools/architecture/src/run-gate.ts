import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./check.ts";
import { cleanTree } from "./clean-tree.ts";
import { cruise } from "./cruise.ts";
import { declaredDependencies } from "./declared-dependencies.ts";
import { layers } from "./layers.js";
import { plantViolations } from "./plant-violations.ts";
import { references } from "./references.ts";
import { tableChecks } from "./table-checks.ts";
import { readReferences, readWorkspacePackages } from "./workspace-package.ts";

/** The whole gate: the tree is clean, what packages say about themselves is true, and the rules bite. */
export async function runGate(root: string): Promise<readonly Check[]> {
  const [clean, planted] = await Promise.all([cruise(root), plantViolations(root)]);
  const packages = readWorkspacePackages(root);
  const manifest: { readonly devDependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return [
    ...cleanTree(clean),
    ...tableChecks(root, layers),
    ...declaredDependencies(packages, clean.modules, Object.keys(manifest.devDependencies)),
    ...references(packages, readReferences(root, ".", "tsconfig.json")),
    ...planted,
  ];
}
