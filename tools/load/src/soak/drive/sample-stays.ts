import type { RunningCoderSim } from "@fleet-mcp/coder-sim";
import { knownAgents } from "../judging/known-agents.ts";
import { createStays } from "../judging/stays.ts";
import type { Stay } from "../judging/stays.ts";

const everyMs = 250;

/** Looks at the simulator's own truth until `over`; what it gives says how long each agent stayed in each status. */
export function sampleStays({ sim }: Pick<RunningCoderSim, "sim">, over: AbortSignal): () => readonly Stay[] {
  const stays = createStays();
  const look = () => stays.add(Date.now(), knownAgents(sim.truth()));
  const timer = setInterval(look, everyMs);
  over.addEventListener("abort", () => clearInterval(timer), { once: true });
  look();
  return stays.all;
}
