import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeWorkspace } from "../test/make-workspace.ts";
import { homes, layers } from "./layers.js";
import { refreshDocument } from "./refresh-document.ts";

describe("refreshDocument", () => {
  it("writes what is there: rows with a folder, and the imports between packages", async () => {
    const { root, remove } = makeWorkspace();

    await refreshDocument(root, layers, homes, false);
    const text = readFileSync(join(root, "docs/architecture.md"), "utf8");
    remove();

    expect(text).toContain(
      "| `libs/repositories` | agents, projects and conversations in our words; the backends | models |",
    );
    expect(text).not.toContain("store-client");
    expect(text).toContain('libs_services["libs/services"] --> libs_repositories["libs/repositories"]');
  });

  it("finds a missing document stale, and a written one fresh", async () => {
    const { root, remove } = makeWorkspace();

    const missing = await refreshDocument(root, layers, homes, true);
    await refreshDocument(root, layers, homes, false);
    const written = await refreshDocument(root, layers, homes, true);
    remove();

    expect(missing).toBe("docs/architecture.md is stale: run npm run docs");
    expect(written).toBeUndefined();
  });
});
