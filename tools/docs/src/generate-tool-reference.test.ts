import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";

describe("generate-tool-reference", () => {
  it("writes the page, and then finds it fresh, with no Coder configured", () => {
    const { file, remove } = makePlace();

    const written = generate(file);
    const checked = generate("--check", file);
    const page = readFileSync(file, "utf8");
    remove();

    expect([written, checked]).toEqual([fresh, fresh]);
    expect(page).toMatch(/^<!-- Generated [^]*\n# Tools\n[^]*\n## list_agents\n[^]*\n## Errors\n/);
  });

  it("finds a page that differs, or is missing, stale, and leaves it alone", () => {
    const { file, remove } = makePlace();

    const missing = generate("--check", file);
    mkdirSync(dirname(file));
    writeFileSync(file, "# Tools\n");
    const changed = generate("--check", file);
    const page = readFileSync(file, "utf8");
    remove();

    expect([missing, changed]).toEqual([stale, stale]);
    expect(page).toBe("# Tools\n");
  });
});

const fresh = { exitCode: 0, errors: "" };
const stale = { exitCode: 1, errors: "docs/tools.md is stale: run npm run docs\n" };

/** As `npm run docs` starts it, but without any variable that could lead to a Coder. */
function generate(...words: readonly string[]) {
  const flags = [
    "--experimental-strip-types",
    "--disable-warning=ExperimentalWarning",
    "--conditions=@fleet-mcp/source",
  ];
  const program = `${import.meta.dirname}/generate-tool-reference.ts`;
  const { status, stderr } = spawnSync(process.execPath, [...flags, program, ...words], { encoding: "utf8", env: {} });
  return { exitCode: status, errors: stderr };
}

function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-docs-"));
  return {
    file: join(folder, "docs", "tools.md"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
