import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Attempt, Client } from "./clients/client.ts";
import { readRecording } from "./recording/read-recording.ts";
import type { Recording } from "./recording/read-recording.ts";

export interface Trial {
  readonly client: Client;
  readonly recording: Recording;
  /** What went wrong, when something did. */
  readonly problem?: string;
}

/** The server file and its flags. */
export type ServerArgs = readonly [file: string, ...flags: string[]];

const recorder = fileURLToPath(new URL("recording/record-server.ts", import.meta.url));
const nodeFlags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

/** Lets an installed client connect to the server from an empty home, and ends it once it has listed the tools. */
export async function tryClient(
  client: Client,
  modules: string,
  server: ServerArgs,
  timeoutMs = 60_000,
): Promise<Trial> {
  const home = mkdtempSync(join(tmpdir(), "fleet-mcp-client-"));
  const file = join(home, "recording.jsonl");
  try {
    const args = [...nodeFlags, recorder, file, ...server];
    const attempt = client.attempt(modules, { command: process.execPath, args });
    const output = await run(attempt, home, () => readRecording(file).tools !== undefined, timeoutMs);
    const recording = readRecording(file);
    const isGood = recording.revision !== undefined && recording.tools !== undefined;
    return { client, recording, ...(!isGood && { problem: output }) };
  } catch (error) {
    return { client, recording: {}, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    // Some clients still write while they end.
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Runs it until it ends, is done or has taken too long; returns the last line it wrote. */
async function run(attempt: Attempt, home: string, isDone: () => boolean, timeoutMs: number): Promise<string> {
  for (const [path, content] of Object.entries(attempt.files ?? {})) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
  const child = spawn(attempt.command, attempt.args, {
    cwd: home,
    // Nothing of the user's, so no account, no settings and no proxy.
    env: { HOME: home, PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ...attempt.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const { output, ended } = watch(child);
  child.stdin.on("error", () => {});
  if (attempt.input === undefined) child.stdin.end();
  else child.stdin.write(attempt.input);

  const deadline = Date.now() + timeoutMs;
  let isRunning = true;
  void ended.then(() => (isRunning = false)).catch(() => (isRunning = false));
  while (isRunning && !isDone() && Date.now() < deadline) await sleep(50);
  child.kill();
  const forced = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended.finally(() => clearTimeout(forced));
  return lastLine(output) ?? "it said nothing";
}

function watch(child: ChildProcessByStdio<Writable, Readable, Readable>) {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(String(chunk)));
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject).once("exit", () => resolve());
  });
  return { output, ended };
}

const lastLine = (output: readonly string[]) =>
  output
    .join("")
    .split("\n")
    .map((line) => line.trim())
    .findLast((line) => line !== "");
