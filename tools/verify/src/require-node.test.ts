import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const file = fileURLToPath(new URL("../../require-node.cjs", import.meta.url));
const { complaint } = createRequire(import.meta.url)(file);

describe("require-node", () => {
  it("accepts Node 22.13 and everything newer", () => {
    expect(complaint("22.13.0", "darwin", "arm64")).toBe("");
    expect(complaint("22.20.1", "linux", "x64")).toBe("");
    expect(complaint("24.0.0", "win32", "x64")).toBe("");
  });

  it("tells an older one in one line what to install", () => {
    expect(complaint("22.12.9", "darwin", "arm64")).toBe(
      "Node 22.13 or newer is needed, this is 22.12.9 on darwin arm64: " +
        "please install Node 24 (npm brings one along for linux x64 and arm64 only).",
    );
    expect(complaint("20.19.0", "linux", "riscv64")).toContain("on linux riscv64: please install Node 24");
  });

  it.each(["x64", "arm64"])("tells Linux on %s that the installation brings its own", (arch) => {
    expect(complaint("20.19.0", "linux", arch)).toBe(
      `Node 22.13 or newer is needed, this is 20.19.0 on linux ${arch}: ` +
        "npm ci --ignore-scripts brings Node 24, unless optional packages are left out.",
    );
  });

  it("says nothing and ends well under the Node of this repository", () => {
    expect(spawnSync(process.execPath, [file], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "",
    });
  });
});
