import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { mcporter } from "./clients/mcporter.ts";
import { installClient } from "./install-client.ts";

/** Installs by a program that stands in for npm. */
async function install(script: string) {
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-install-"));
  const npm = join(folder, "npm");
  writeFileSync(npm, `#!/bin/sh\n${script}\n`);
  chmodSync(npm, 0o755);
  const installed = installClient(mcporter, join(folder, "place"), npm);
  return installed
    .then((modules) => ({ isThere: existsSync(join(modules, "asked")) }))
    .catch((error: Error) => ({ reason: error.message }))
    .finally(() => rmSync(folder, { recursive: true }));
}

describe("installClient", () => {
  it("asks npm for the exact version, without scripts", async () => {
    const script = 'case "$*" in *--ignore-scripts*mcporter@0.12.3) mkdir -p node_modules/asked;; esac';

    expect(await install(script)).toEqual({ isThere: true });
  });

  it("gives npm's reason when it fails", async () => {
    const script = 'echo "npm warn old" >&2; echo "npm error 404 Not Found" >&2; exit 1';

    expect(await install(script)).toEqual({
      reason: "npm could not install mcporter@0.12.3: npm error 404 Not Found",
    });
  });

  it("gives what there is when that says nothing of an error", async () => {
    expect(await install("echo sorry >&2; exit 1")).toEqual({ reason: "npm could not install mcporter@0.12.3: sorry" });
  });
});
