import type { SimBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";

const durations = { start: "startMs", stop: "stopMs", delete: "deleteMs" } as const;

/** How a build that has just been taken up will turn out; without a duration it never ends by itself. */
export function planBuild(
  { faults, timings }: World,
  { transition, version, workspace, isOrphan }: SimBuild,
): { readonly durationMs: number | undefined; readonly error?: string | undefined } {
  const { startError, deleteError, startHangs } = version.behaviour;
  const durationMs = timings[durations[transition]];
  if (transition === "start" && startHangs) return { durationMs: undefined };
  const own = { start: startError, stop: undefined, delete: deleteError }[transition];
  if (own !== undefined) return { durationMs, error: own };
  // An orphan delete leaves the machine alone, so nothing can go wrong with it.
  if (isOrphan) return { durationMs };

  const occasion = { agent: workspace.name, transition };
  if (faults.strikes("build-hang", occasion)) return { durationMs: undefined };
  const failure = faults.strikes("build-fail", occasion);
  return { durationMs, error: failure && (failure.text ?? "Error: no capacity in zone eu-1") };
}
