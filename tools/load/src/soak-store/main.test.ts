import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const node = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", "--conditions=@fleet-mcp/source"];
const soak = (...args: readonly string[]) => promisify(execFile)(process.execPath, [...node, main, ...args]);

describe("npm run soak:store", () => {
  it("loses nothing in ten rounds of killed writers", async () => {
    const { stdout } = await soak("--rounds", "10", "--seed", "7");

    expect(stdout).toMatch(/^40 writers killed, \d+ events acknowledged, \d+ found, 0 faults$/m);
    // It has not passed for want of trying.
    expect(Number(/(\d+) events acknowledged/.exec(stdout)?.[1])).toBeGreaterThan(200);
  }, 120_000);

  it("explains itself", async () => {
    expect((await soak("--help")).stdout).toContain("Usage: npm run soak:store");
  });

  it.each([
    [["--rounds", "0"], '--rounds must be a whole number from 1 to 999999, not "0".'],
    [["--seed", "x"], '--seed must be a whole number, not "x".'],
    [["--writers", "5"], "Unknown option '--writers'"],
  ])("refuses %j in one line, with 2", async (args, complaint) => {
    await expect(soak(...args)).rejects.toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^soak:store: [^\n]+\n$/),
    });
    await expect(soak(...args)).rejects.toMatchObject({ stderr: expect.stringContaining(complaint) });
  });
});
