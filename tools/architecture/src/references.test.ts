import { describe, expect, it } from "@jest/globals";
import { references } from "./references.ts";

const makePackage = (folder: string, dependencies: readonly string[], seen: readonly string[]) => ({
  folder,
  name: folder,
  dependencies,
  devDependencies: [],
  references: seen,
});

describe("references", () => {
  it("accepts references that are the workspace dependencies", () => {
    const packages = [makePackage("libs/a", ["libs/b", "zod"], ["libs/b"]), makePackage("libs/b", [], [])];

    expect(references(packages, ["libs/a", "libs/b"]).flatMap(({ problems }) => problems)).toEqual([]);
  });

  it("names what is missing and what is too much", () => {
    const packages = [makePackage("libs/a", ["libs/b"], ["libs/c"]), makePackage("libs/b", [], [])];

    expect(references(packages, ["libs/a"])).toEqual([
      {
        name: "references: libs/a/tsconfig.lib.json",
        problems: ["add a reference to libs/b: its package.json depends on it", "remove the reference to libs/c"],
      },
      { name: "references: libs/b/tsconfig.lib.json", problems: [] },
      { name: "references: tsconfig.json", problems: ["add a reference to libs/b: it lists every package"] },
    ]);
  });
});
