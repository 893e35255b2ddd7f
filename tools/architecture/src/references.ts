import type { Check } from "./check.ts";
import type { WorkspacePackage } from "./workspace-package.ts";

/** The compiler's picture of the packages is npm's: tsconfig.lib.json references what `dependencies` names of ours. */
export function references(packages: readonly WorkspacePackage[], rootReferences: readonly string[]): readonly Check[] {
  const folderOf = new Map(packages.map(({ name, folder }) => [name, folder]));
  return [
    ...packages.map((one) => {
      const needed = one.dependencies.flatMap((name) => folderOf.get(name) ?? []);
      return {
        name: `references: ${one.folder}/tsconfig.lib.json`,
        problems: difference(needed, one.references, "its package.json depends on it"),
      };
    }),
    {
      name: "references: tsconfig.json",
      problems: difference(
        packages.map(({ folder }) => folder),
        rootReferences,
        "it lists every package",
      ),
    },
  ];
}

const difference = (needed: readonly string[], there: readonly string[], why: string) => [
  ...needed.filter((folder) => !there.includes(folder)).map((folder) => `add a reference to ${folder}: ${why}`),
  ...there.filter((folder) => !needed.includes(folder)).map((folder) => `remove the reference to ${folder}`),
];
