import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeWorkspace } from "../test/make-workspace.ts";
import { runGate } from "./run-gate.ts";

/** Names of the checks that failed, those of the compiler's references aside: the small workspace has none. */
async function failures(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { root, remove } = makeWorkspace(files);
  try {
    const checks = await runGate(root);
    return checks
      .filter(({ name, problems }) => problems.length > 0 && !name.startsWith("references"))
      .map(({ name }) => name);
  } finally {
    remove();
  }
}

describe("runGate", () => {
  it("passes a clean workspace, whose rows without a folder are planted too", async () => {
    const { root, remove } = makeWorkspace();

    const checks = await runGate(root).finally(() => expect(readdirSync(join(root, "tmp"))).toEqual([]));
    remove();

    expect(checks.filter(({ name, problems }) => problems.length > 0 && !name.startsWith("references"))).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain("planted: libs/store-client reaches libs/services, type-only");
    expect(existsSync(root)).toBe(false);
  });

  it("names a layer that reaches past its neighbour", async () => {
    const failed = await failures({ "libs/repositories/src/index.ts": 'export * from "@fleet-mcp/services";\n' });

    expect(failed).toEqual(
      expect.arrayContaining([
        "rule: layer-repositories",
        "rule: no-circular",
        "front doors: exports by name, never with a star",
      ]),
    );
  });

  it("names a service without a repository, in a nested folder too", async () => {
    const failed = await failures({ "libs/services/src/nouns/noun-service.ts": "export const service = 1;\n" });

    expect(failed).toContain("rule: the-guard-can-see-across-packages");
  });

  it("names a library without a row and an import nobody declared", async () => {
    const failed = await failures({
      "libs/secret/package.json": '{ "name": "@fleet-mcp/secret" }',
      "libs/secret/src/index.ts": 'import "zod";\n',
    });

    expect(failed).toEqual([
      "rule: not-to-undeclared",
      "layers: every library has a row",
      "declared dependencies: libs/secret",
    ]);
  });

  it("notices plants that are not caught, when the rules have lost their teeth", async () => {
    const { root, remove } = makeWorkspace({
      ".dependency-cruiser.js":
        "export default { forbidden: [], options: { enhancedResolveOptions: { conditionNames: [] } } };\n",
    });

    const checks = await runGate(root).finally(remove);

    const missed = checks.filter(({ name, problems }) => name.startsWith("planted") && problems.length > 0);
    expect(missed.length).toBeGreaterThan(300);
    expect(missed[0]?.problems).toEqual(["layer-tools did not fire for libs/tools/src/planted/static-repositories.ts"]);
  });
});
