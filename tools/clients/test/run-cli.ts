import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { modules } from "./bundled-server.ts";

/** Runs a client's program to its end in an empty home. */
export async function runCli(file: string, args: readonly string[]) {
  const home = mkdtempSync(join(tmpdir(), "fleet-mcp-client-"));
  const child = spawn(process.execPath, [join(modules, file), ...args], {
    cwd: home,
    env: { HOME: home, PATH: dirname(process.execPath) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  rmSync(home, { recursive: true, force: true });
  return { code, stdout, stderr };
}
