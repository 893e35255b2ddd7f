import { setTimeout as sleep } from "node:timers/promises";
import type { CoderAddress } from "../../processes/coder-address.ts";
import { startHttpServer } from "../../processes/start-http-server.ts";
import type { StartedProcess } from "../../processes/started-process.ts";
import type { Dice } from "../managers/dice.ts";

type Server = StartedProcess<string>;

export interface Observers {
  /** When one was killed, in milliseconds since the epoch; grows. */
  readonly kills: readonly number[];
  /** Ends them as an operator does; nobody is killed any more. */
  stop(): Promise<void>;
}

const observers = 2;
/** How long one lives on before one of them is killed. */
const livesMs = { least: 4_000, most: 10_000 };

/** Servers that share the event log and do nothing but observe; one of them, by chance, is killed and started again. */
export async function runObservers(
  coder: CoderAddress,
  env: Readonly<Record<string, string>>,
  dice: Dice,
): Promise<Observers> {
  const start = () => startHttpServer(coder, { env: { ...env, FLEET_MCP_OBSERVE: "1" } });
  const servers: Server[] = await Promise.all(Array.from({ length: observers }, start));
  const over = new AbortController();
  const kills: number[] = [];
  const killing = kill().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  // Looked at when they are stopped.
  killing.catch(() => {});
  return { kills, stop };

  async function kill(): Promise<void> {
    while (!over.signal.aborted) {
      await sleep(dice.between(livesMs.least, livesMs.most), undefined, { signal: over.signal });
      const place = dice.between(0, observers - 1);
      const server = servers[place];
      if (!server) continue;
      process.kill(server.pid, "SIGKILL");
      await server.exited;
      kills.push(Date.now());
      servers[place] = await start();
    }
  }

  async function stop(): Promise<void> {
    over.abort();
    try {
      await killing;
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }
}
