import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const bundle = "apps/fleet-mcp/bundle/main.js";

/** The file of the built server in this checkout, built first when it is missing or older than the sources. */
export async function buildServer(root: string, say: (line: string) => void, signal: AbortSignal): Promise<string> {
  const file = join(root, bundle);
  if (isFresh(root, file)) return file;
  say("Building the server …");
  const { code, output } = await run(join(root, "node_modules/nx/dist/bin/nx.js"), root, signal);
  if (code !== 0) throw new Error(`The server could not be built.\n${output.trim()}`);
  return file;
}

function isFresh(root: string, file: string): boolean {
  if (!existsSync(file)) return false;
  const builtMs = statSync(file).mtimeMs;
  const packages = readdirSync(join(root, "libs")).map((name) => join(root, "libs", name));
  return [...packages, join(root, "apps/fleet-mcp")].every((folder) => newestMs(join(folder, "src")) <= builtMs);
}

function newestMs(folder: string): number {
  if (!existsSync(folder)) return 0;
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  return Math.max(0, ...sources.map((name) => statSync(join(folder, name)).mtimeMs));
}

function run(nx: string, cwd: string, signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const args = [nx, "bundle", "fleet-mcp", "--outputStyle=static"];
  const child = spawn(process.execPath, args, { cwd, signal, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output: Buffer.concat(output).toString("utf8") }));
  });
}
