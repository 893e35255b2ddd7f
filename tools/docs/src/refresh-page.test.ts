import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { refreshPage } from "./refresh-page.ts";

describe("refreshPage", () => {
  it("writes the page into a folder that is not there yet", () => {
    const { file, remove } = makePlace();

    const said = refreshPage(file, "new", false);
    const text = readFileSync(file, "utf8");
    remove();

    expect(said).toBeUndefined();
    expect(text).toBe("new");
  });

  it("tells a fresh page from a stale and a missing one", () => {
    const { file, remove } = makePlace();

    const missing = refreshPage(file, "new", true);
    refreshPage(file, "old", false);
    const old = refreshPage(file, "new", true);
    const same = refreshPage(file, "old", true);
    remove();

    expect([missing, old, same]).toEqual([stale, stale, undefined]);
  });
});

const stale = "docs/tools.md is stale: run npm run docs";

function makePlace() {
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-page-"));
  return { file: join(folder, "docs", "tools.md"), remove: () => rmSync(folder, { recursive: true }) };
}
