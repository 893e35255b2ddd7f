import { describe, expect, it } from "@jest/globals";
import { verify } from "./verify.ts";

const good = { title: "lint", passed: 2, failed: 0, details: [] };
const bad = { title: "format", passed: 1, failed: 3, details: ["a.ts is not formatted"] };

async function run(...steps: Parameters<typeof verify>[0]) {
  const lines: string[] = [];
  const isGood = await verify(steps, (line) => lines.push(line));
  return { isGood, lines: lines.map((line) => line.replace(/\d+[.]\d s$/, "T s")) };
}

describe("verify", () => {
  it("ends with the sum, alone on the last line", async () => {
    const { isGood, lines } = await run(async () => [good, good]);

    expect(isGood).toBe(true);
    expect(lines).toEqual([
      "✓ lint                     2 passed",
      "✓ lint                     2 passed  T s",
      "",
      "4 passed, 0 failed",
    ]);
  });

  it("prints why a step failed, and goes on", async () => {
    const { isGood, lines } = await run(
      async () => [bad],
      async () => [good],
    );

    expect(isGood).toBe(false);
    expect(lines).toEqual([
      "✗ format                   1 passed, 3 failed  T s",
      "    a.ts is not formatted",
      "✓ lint                     2 passed  T s",
      "",
      "3 passed, 3 failed",
    ]);
  });

  it("counts a step that breaks as a failure, and goes on", async () => {
    const { isGood, lines } = await run(
      () => Promise.reject(new Error("no such program")),
      () => Promise.reject("odd"),
      async () => [good],
    );

    expect(isGood).toBe(false);
    expect(lines).toContain("    no such program");
    expect(lines).toContain("    odd");
    expect(lines.at(-1)).toBe("2 passed, 2 failed");
  });
});
