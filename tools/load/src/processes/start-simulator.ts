import type { Release } from "@fleet-mcp/coder-sim";
import type { CoderAddress } from "./coder-address.ts";
import { repositoryRoot } from "./repository-root.ts";
import { startProcess } from "./started-process.ts";
import type { StartedProcess } from "./started-process.ts";

export interface SimulatorOrder {
  readonly agents: number;
  /** Which Coder is played; 2.31 when left out. */
  readonly release?: Release;
  /** Of every answer. */
  readonly latencyMs?: number;
  /** How much faster than real its time runs. */
  readonly timeScale?: number;
  /** More flags of its command. */
  readonly flags?: readonly string[];
}

export interface Simulator extends CoderAddress {
  readonly pid: number;
  readonly stop: StartedProcess<CoderAddress>["stop"];
}

/** The simulated Coder in its own process, on a free port of loopback. */
export async function startSimulator(order: SimulatorOrder): Promise<Simulator> {
  const { agents, release = "2.31", latencyMs = 0, timeScale = 1, flags = [] } = order;
  const { pid, ready, stop } = await startProcess<CoderAddress>({
    title: "The simulator",
    args: [
      "--experimental-strip-types",
      "--disable-warning=ExperimentalWarning",
      "--conditions=@fleet-mcp/source",
      `${repositoryRoot}libs/coder-sim/src/main.ts`,
      "--port=0",
      // Nothing happens that was not asked for, and nothing is refused for being asked often.
      "--still",
      "--rate-limit=0",
      `--release=${release}`,
      `--agents=${agents}`,
      `--latency=${latencyMs}`,
      `--time-scale=${timeScale}`,
      ...flags,
    ],
    env: { HOME: "/nonexistent" },
    ready: addressIn,
  });
  return { ...ready, pid, stop };
}

/** In the line that it prints once it listens. */
function addressIn(line: string): CoderAddress | undefined {
  const url = /http:\/\/127[.]0[.]0[.]1:\d+/.exec(line)?.[0];
  const token = /token\W+([\w-]+)/i.exec(line)?.[1];
  return url && token ? { url, token } : undefined;
}
