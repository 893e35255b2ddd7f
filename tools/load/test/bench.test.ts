import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const main = fileURLToPath(new URL("../src/bench/main.ts", import.meta.url));
const run = promisify(execFile);
const nodeFlags = [
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
  "--conditions=@fleet-mcp/source",
];
const bench = (...args: readonly string[]) => run(process.execPath, [...nodeFlags, main, ...args]);

describe("npm run bench", () => {
  it("measures the bundled server against a simulator, and keeps what the table shows", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-bench-test-"));
    const json = join(folder, "deep/figures.json");

    const { stdout } = await bench("--quick", "--only", "tokens,growth", "--json", json);

    const kept = JSON.parse(await readFile(json, "utf8"));
    await rm(folder, { recursive: true });
    expect(stdout).toMatch(/^tokens +definitions of \d+ tools +≤ 6,000 tokens/m);
    expect(stdout).toContain("nothing is asked per agent");
    expect(kept).toMatchObject({ quick: true, growth: { asksPerAgent: false } });
    expect(kept.figures).toHaveLength(3);
  }, 60_000);

  it("measures a Coder that has chats instead of tasks", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-bench-test-"));
    const json = join(folder, "figures.json");

    const { stdout } = await bench("--quick", "--release", "2.37", "--only", "tasks", "--json", json);

    const kept = JSON.parse(await readFile(json, "utf8"));
    await rm(folder, { recursive: true });
    expect(stdout).toMatch(/, Coder 2[.]37\n/);
    expect(stdout).toMatch(/^tasks +cancel to idle /m);
    expect(kept).toMatchObject({ release: "2.37" });
  }, 60_000);

  it("explains itself and names every measure", async () => {
    const { stdout } = await bench("--help");

    expect(stdout).toContain("Usage: npm run bench");
    expect(stdout).toMatch(/^start +start of the bundled server/m);
  });

  it("refuses bad options in one line, with 2", async () => {
    await expect(bench("--only", "everything")).rejects.toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^bench: There is no measure "everything": [^\n]+\n$/),
    });
  });
});
