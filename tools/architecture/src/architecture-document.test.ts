import { describe, expect, it } from "@jest/globals";
import { architectureDocument } from "./architecture-document.ts";

const layers = [{ folder: "libs/a", holds: "the rules", imports: ["libs/b", "libs/c"], reachesOutside: false }];
const homes = [{ rule: "r", folder: "ky", example: "ky", place: "the client", homes: ["^libs/c/"] }];
const importing = (source: string, resolved: string) => ({
  source,
  dependencies: [{ module: resolved, resolved, coreModule: false }],
});

describe("architectureDocument", () => {
  const document = architectureDocument(layers, homes, [
    importing("libs/b/src/index.ts", "libs/c/src/index.ts"),
    importing("libs/a/src/one.ts", "libs/b/src/index.ts"),
    importing("libs/a/src/two.ts", "libs/b/src/index.ts"),
    importing("libs/a/src/one.ts", "libs/a/src/two.ts"),
    importing("libs/a/src/one.ts", "node_modules/zod/index.js"),
    importing("libs/a/src/one.test.ts", "libs/d/src/index.ts"),
    importing("libs/a/test/whole.ts", "libs/d/src/index.ts"),
  ]);

  it("writes the rows of the tables", () => {
    expect(document).toContain("| `libs/a` | the rules | b, c | no |");
    expect(document).toContain("- `ky`: the client\n");
  });

  it("draws each import between packages once, in order, without tests and third parties", () => {
    expect(document).toContain(
      '```mermaid\nflowchart TD\n  libs_a["libs/a"] --> libs_b["libs/b"]\n  libs_b["libs/b"] --> libs_c["libs/c"]\n```',
    );
  });
});
