import type { Logger } from "@fleet-mcp/models";
import type { Services } from "@fleet-mcp/services";
import type { CoderInUse } from "../compose.ts";
import type { Config } from "../config/config.ts";
import { handOver } from "./hand-over.ts";
import type { Host } from "../host.ts";

/** How long a client gives a server that it has told to end is a second or two. */
const patienceMs = 500;
/** The first process of a container takes every other one with it. */
const containerPatienceMs = 30_000;

/** Waits a moment for work that must not stop half-way. What is not done by then is finished by a process of its own. */
export async function leaveWork(
  { drain }: Pick<Services, "drain">,
  config: Pick<Config, "owner" | "appSlug" | "dataDir"> & { readonly coder: CoderInUse },
  host: Pick<Host, "argv" | "env" | "execArgv" | "execPath" | "pid">,
  log: Logger,
): Promise<void> {
  const isContainer = host.pid === 1;
  const work = await drain(AbortSignal.timeout(isContainer ? containerPatienceMs : patienceMs));
  if (work.length === 0) return;
  const left = work.map(({ kind, agentName }) => `${kind} ${agentName}`);
  if (isContainer || config.coder.isSimulated) return log.warn("stopped before all work was done", { left });
  try {
    const pid = await handOver(work, config, host);
    log.info("a process of its own finishes what is left", { left, pid });
  } catch (error) {
    log.error("stopped before all work was done", { left, error });
  }
}
