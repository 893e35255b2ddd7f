import type { CoderInUse } from "./compose.ts";

/** Enough for every status to be there, few enough to read. */
const agents = 8;
/** Builds and tasks that take a minute take ten seconds. */
const timeScale = 6;

/** A Coder in this process with a small lively fleet. Loaded only here, so that a server with a real Coder does not pay for it. */
export async function startSimulatedCoder(): Promise<CoderInUse & { close(): Promise<void> }> {
  const { startCoderSim } = await import("@fleet-mcp/coder-sim");
  const { url, token, close } = await startCoderSim({ agents, timeScale, rateLimit: 0 });
  return { url, token, close, isSimulated: true };
}
