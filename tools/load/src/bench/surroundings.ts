import { execFile } from "node:child_process";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { promisify } from "node:util";
import { repositoryRoot } from "../processes/repository-root.ts";

/** Where and of what the figures were taken. */
export interface Surroundings {
  readonly time: string;
  readonly machine: string;
  readonly node: string;
  /** Short hash; with a plus sign when files were changed since. */
  readonly commit: string;
  /** Processes that wanted to run in the minute before: more than there are processors make every time longer. */
  readonly load: number;
}

export async function surroundings(now: Date): Promise<Surroundings> {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return {
    time: now.toISOString(),
    machine: `${availableParallelism()} × ${model}, ${memory} GB, ${platform()} ${release()}`,
    node: process.version,
    commit: await commit(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

async function commit(): Promise<string> {
  const run = promisify(execFile);
  const git = async (...args: string[]) => (await run("git", args, { cwd: repositoryRoot })).stdout.trim();
  try {
    const changed = await git("status", "--porcelain", "--untracked-files=no");
    return `${await git("rev-parse", "--short", "HEAD")}${changed ? "+" : ""}`;
  } catch {
    return "unknown";
  }
}
