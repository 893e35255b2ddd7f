import { describe, expect, it } from "@jest/globals";
import { cleanTree } from "./clean-tree.ts";

const ruleSetUsed = {
  forbidden: [{ name: "no-orphans", comment: "Delete it." }, { name: "layer-tools" }],
  required: [{ name: "sees" }],
};

describe("cleanTree", () => {
  it("holds one check per rule", () => {
    const checks = cleanTree({ modules: [], summary: { violations: [], ruleSetUsed } });

    expect(checks.map(({ name }) => name)).toEqual(["rule: no-orphans", "rule: layer-tools", "rule: sees"]);
    expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it("puts each violation under its rule, with what to do instead", () => {
    const violations = [
      { from: "a.ts", to: "a.ts", rule: { name: "no-orphans" } },
      { from: "a.ts", to: "b.ts", rule: { name: "layer-tools" } },
    ];

    const checks = cleanTree({ modules: [], summary: { violations, ruleSetUsed } });

    expect(checks.map(({ problems }) => problems)).toEqual([["a.ts", "Delete it."], ["a.ts → b.ts", ""], []]);
  });
});
