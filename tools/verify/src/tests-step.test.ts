import { describe, expect, it } from "@jest/globals";
import { makeCoverage, makeResults } from "../test/make-results.ts";
import { makeRoot } from "../test/make-root.ts";
import { testsStep } from "./tests-step.ts";

const nx = "node_modules/nx/dist/bin/nx.js";
/** Stands for Nx: leaves the results of one package, as from its cache, and ends as told. */
const nxThat = (results: object, code: number) => `
  const fs = require("node:fs");
  fs.mkdirSync("libs/a/coverage", { recursive: true });
  fs.writeFileSync("libs/a/coverage/results.json", '${JSON.stringify(results)}');
  fs.writeFileSync("libs/a/coverage/coverage-summary.json", '${JSON.stringify(makeCoverage())}');
  console.log(process.argv.slice(2).join(" "), process.env.CODER_URL, process.env.NX_DAEMON);
  process.exit(${code});`;

const aPackage = { "libs/a/package.json": {}, "libs/a/src/index.ts": "", "libs/a/README.md": "" };

describe("testsStep", () => {
  it("reports every package with sources", async () => {
    const { root, remove } = makeRoot({ ...aPackage, "libs/empty/package.json": {}, [nx]: nxThat(makeResults(), 0) });

    const outcomes = await testsStep(root, { lines: 95 });
    remove();

    expect(outcomes).toEqual([{ title: "libs/a", passed: 3, failed: 0, details: [] }]);
  });

  it("does not count what an earlier run left behind", async () => {
    const old = { "libs/b/coverage/results.json": makeResults(), "libs/b/package.json": {}, "libs/b/src/b.ts": "" };
    const { root, remove } = makeRoot({ ...aPackage, ...old, [nx]: nxThat(makeResults(), 1) });

    const outcomes = await testsStep(root, { lines: 95 });
    remove();

    expect(outcomes.map(({ title, failed }) => ({ title, failed }))).toEqual([
      { title: "libs/a", failed: 0 },
      { title: "libs/b", failed: 1 },
    ]);
  });

  it("shows what Nx said when it failed and no package did, and keeps the user's deployment out of reach", async () => {
    process.env["CODER_URL"] = "https://coder.example.com";
    const { root, remove } = makeRoot({ ...aPackage, [nx]: nxThat(makeResults(), 1) });

    const outcomes = await testsStep(root, { lines: 95 });
    remove();
    delete process.env["CODER_URL"];

    expect(outcomes.at(-1)).toEqual({
      title: "nx run-many -t test",
      passed: 0,
      failed: 1,
      details: ["run-many --targets=test --outputStyle=static --nxBail=false undefined false"],
    });
  });
});
