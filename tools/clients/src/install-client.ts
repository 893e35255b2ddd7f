import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Client } from "./clients/client.ts";

/**
 * Installs a client at its exact version into a folder of its own, running no script of the package: binaries come as
 * packages for the platform. Returns the folder of modules; rejects with npm's reason.
 */
export async function installClient({ packageName, version }: Client, folder: string, npm = "npm"): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", `${packageName}@${version}`];
  await promisify(execFile)(npm, args, { cwd: folder, timeout: 300_000 }).catch((error: unknown) => {
    throw new Error(`npm could not install ${packageName}@${version}: ${reasonOf(error)}`);
  });
  return join(folder, "node_modules");
}

function reasonOf(error: unknown): string {
  const text = typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : String(error);
  return text.split("\n").find((line) => line.startsWith("npm error")) ?? text.trim();
}
