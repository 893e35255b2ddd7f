import type { FleetLedger } from "@fleet-mcp/models";

/** Fewer tell nothing about what is usual. */
const leastSamples = 8;

/** What tasks of a project usually take, in milliseconds; undefined while too few have ended. Each is computed once. */
export function projectMedians({ agents }: FleetLedger): (project: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (project) => {
    if (!known.has(project)) known.set(project, median(durationsOf(project)));
    return known.get(project);
  };

  function durationsOf(project: string): number[] {
    return [...agents.values()].filter((agent) => agent.project === project).flatMap(({ durationsMs }) => durationsMs);
  }
}

function median(samples: readonly number[]): number | undefined {
  if (samples.length < leastSamples) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1);
  return (low + high) / 2;
}
