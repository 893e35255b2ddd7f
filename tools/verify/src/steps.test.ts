import { describe, expect, it } from "@jest/globals";
import { makeCoverage, makeResults } from "../test/make-results.ts";
import { makeRoot } from "../test/make-root.ts";
import { steps } from "./steps.ts";

const says = (code: number) => `console.log(process.argv.slice(2).join(" ")); process.exitCode = ${code};`;

/** A workspace in which every program only says how it was called, and fails. */
const programs = {
  "node_modules/typescript/bin/tsc": says(1),
  "node_modules/oxlint/bin/oxlint": says(1),
  "node_modules/prettier/bin/prettier.cjs": says(1),
  "tools/architecture/src/main.ts": 'console.log(process.argv[2] === "--json" ? "[]" : "stale"); process.exitCode = 1;',
  "tools/docs/src/generate-tool-reference.ts": says(1),
  "node_modules/nx/dist/bin/nx.js": "",
};

describe("steps", () => {
  it("take in types, lint, format, architecture, every generated document and the tests", async () => {
    const { root, remove } = makeRoot(programs);

    const outcomes = [];
    for (const step of steps(root, {})) outcomes.push(...(await step()));
    remove();

    expect(outcomes.map(({ title, details }) => [title, ...details])).toEqual([
      ["type check", "-b --pretty false"],
      ["lint", "-c .oxlintrc.json --deny-warnings"],
      ["format", "--check --log-level=warn ."],
      ["architecture"],
      ["docs/architecture.md", "stale"],
      ["docs/tools.md", "--check"],
    ]);
  });

  it("count the tests of the packages last", async () => {
    const nx = `const fs = require("node:fs"); fs.mkdirSync("apps/a/coverage");
      fs.writeFileSync("apps/a/coverage/results.json", '${JSON.stringify(makeResults())}');
      fs.writeFileSync("apps/a/coverage/coverage-summary.json", '${JSON.stringify(makeCoverage())}');`;
    const { root, remove } = makeRoot({
      "apps/a/package.json": {},
      "apps/a/src/main.ts": "",
      "node_modules/nx/dist/bin/nx.js": nx,
    });

    const outcomes = await steps(root, { lines: 95 }).at(-1)?.();
    remove();

    expect(outcomes).toEqual([{ title: "apps/a", passed: 3, failed: 0, details: [] }]);
  });
});
