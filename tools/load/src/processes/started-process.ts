import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface ProcessOrder<Ready> {
  /** How its failures call it. */
  readonly title: string;
  /** What Node runs: flags, file and arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Looks at each line of stdout and stderr until one says what was waited for. */
  readonly ready: (line: string) => Ready | undefined;
}

export interface StartedProcess<Ready> {
  readonly pid: number;
  readonly ready: Ready;
  /** What it wrote, to both streams: the last 100,000 lines. */
  readonly log: readonly string[];
  /** Its exit code, or null when a signal ended it; pending while it runs. */
  readonly exited: Promise<number | null>;
  /** SIGTERM, after 10 s SIGKILL. Resolves when it is gone; may be called again. */
  stop(): Promise<void>;
}

const startTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;
const keptLines = 100_000;

/** A Node process that has said it is ready. It is killed when this process ends in whatever way Node can notice. */
export async function startProcess<Ready>(order: ProcessOrder<Ready>): Promise<StartedProcess<Ready>> {
  const child = spawn(process.execPath, order.args, { env: order.env, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const exited = once(child, "exit").then(([code]) => {
    process.off("exit", kill);
    return typeof code === "number" ? code : null;
  });
  const log: string[] = [];
  const ready = await firstReady().catch((error: unknown) => {
    kill();
    throw error;
  });
  return { pid: child.pid ?? 0, ready, log, exited, stop };

  function firstReady(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error([`${order.title} ${why}`, ...log].join("\n")));
      const timer = setTimeout(() => fail("was not ready in time"), startTimeoutMs);
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on("line", (line) => {
          log.push(line);
          if (log.length > keptLines) log.shift();
          const found = order.ready(line);
          if (found === undefined) return;
          clearTimeout(timer);
          resolve(found);
        });
      }
      void exited.then((code) => {
        clearTimeout(timer);
        fail(`ended with ${code} before it was ready`);
      }, reject);
    });
  }

  async function stop(): Promise<void> {
    const timer = setTimeout(kill, stopTimeoutMs);
    child.kill("SIGTERM");
    await exited;
    clearTimeout(timer);
  }
}
