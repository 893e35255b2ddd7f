import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { judgeStore } from "./judge-store.ts";
import type { Verdict } from "./judge-store.ts";

const writerFile = fileURLToPath(new URL("./writer/main.ts", import.meta.url));
const nodeFlags = [
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
  "--conditions=@fleet-mcp/source",
];
const writers = ["north", "east", "south", "west"];

/** Four processes write one new file; each is killed at some moment, the last of them while nobody else writes any more. */
export async function runRound(random: () => number): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-store-soak-"));
  const file = join(folder, "events.db");
  try {
    const acknowledged = new Map<string, number>();
    await Promise.all(writers.map((name) => runWriter(file, name, 20 + random() * 250, acknowledged)));
    return await judgeStore(file, acknowledged);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Killed so long after its first acknowledgement. */
async function runWriter(file: string, name: string, lifeMs: number, acknowledged: Map<string, number>): Promise<void> {
  const child = spawn(process.execPath, [...nodeFlags, writerFile, file, name], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => acknowledged.set(name, Number(line)));
  await Promise.race([once(lines, "line"), exited]);
  await Promise.race([sleep(lifeMs), exited]);
  child.kill("SIGKILL");
  await exited;
  if (complaint !== "") throw new Error(`The writer ${name} failed: ${complaint}`);
}
