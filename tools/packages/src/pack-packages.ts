import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { publishedPackages } from "./published-packages.ts";
import { stagePackage } from "./stage-package.ts";

/** Writes one tarball per published package into a folder, and says which file holds which package. */
export function packPackages(root: string, target: string): ReadonlyMap<string, string> {
  const staging = mkdtempSync(join(tmpdir(), "fleet-mcp-pack-"));
  try {
    const packages = publishedPackages(root);
    const stages = packages.map((one) => {
      const stage = join(staging, basename(one.folder));
      stagePackage(root, one, stage);
      return stage;
    });
    mkdirSync(target, { recursive: true });
    // One call for all: most of what npm takes is its start.
    const report = execFileSync(
      "npm",
      ["pack", "--json", "--ignore-scripts", "--pack-destination", target, ...stages],
      {
        cwd: staging,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const packed: readonly { readonly name: string; readonly filename: string }[] = JSON.parse(report);
    return new Map(packed.map(({ name, filename }) => [name, join(target, filename)]));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
