import { describe, expect, it } from "@jest/globals";
import { makeRoot } from "../test/make-root.ts";
import { architectureStep } from "./architecture-step.ts";

async function outcomeOf(gate: string) {
  const { root, remove } = makeRoot({ "gate.ts": gate });
  return architectureStep(root, "gate.ts").finally(remove);
}

describe("architectureStep", () => {
  it("counts every check and prints the problems of those that failed", async () => {
    const checks = [
      { name: "rule: a", problems: [] },
      { name: "rule: b", problems: ["x → y"] },
    ];

    const outcome = await outcomeOf(`console.log(${JSON.stringify(JSON.stringify(checks))}); process.exitCode = 1;`);

    expect(outcome).toEqual({ title: "architecture", passed: 1, failed: 1, details: ["rule: b", "  x → y"] });
  });

  it("is a failure when the gate says nothing that can be read", async () => {
    const outcome = await outcomeOf('throw new Error("gate fell");');

    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
    expect(outcome.details.join("\n")).toContain("gate fell");
  });
});
