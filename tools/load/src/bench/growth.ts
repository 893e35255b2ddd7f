/** What one fleet costs: `list_agents` by a server that has just started, and the memory it has after ten lists. */
export interface GrowthPoint {
  readonly agents: number;
  readonly ms: number;
  readonly requests: number;
  /** How many lists hold something of each agent; one when left out. */
  readonly lists?: number;
  /** Answered by Coder. */
  readonly bytes: number;
  readonly memoryBytes: number;
}

export interface GrowthVerdict {
  readonly isLinear: boolean;
  readonly asksPerAgent: boolean;
  /** One sentence each. */
  readonly reasons: readonly string[];
}

/** Below, what every call costs hides how the cost grows. */
const smallestFleet = 100;
/** A cost that grows as the fleet to the power of 1 is linear; the rest is room for noise. Quadratic growth has 2. */
const steepest = 1.25;
const pageSize = 100;
/** Users, template versions: however many agents there are, they come from few templates. */
const mostRequestsBesidePages = 10;

/**
 * Looks at each step from one fleet to the next larger: the power of the fleet's size that a cost grew with, which is 1 when it
 * is linear, less while fixed costs weigh; and at the requests that are not pages of the list.
 */
export function judgeGrowth(points: readonly GrowthPoint[]): GrowthVerdict {
  const steep = (["ms", "bytes", "memoryBytes"] as const).map((cost) => {
    const power = steepestPower(points, cost);
    return { power, reason: `${labels[cost]} grows with the power ${power.toFixed(2)} of the fleet at most` };
  });
  const beside = points.map(({ agents, requests, lists = 1 }) => requests - lists * Math.ceil(agents / pageSize));
  const most = Math.max(...beside);
  return {
    isLinear: steep.every(({ power }) => power <= steepest),
    asksPerAgent: most > mostRequestsBesidePages,
    reasons: [
      ...steep.map(({ reason }) => reason),
      `beside the pages of ${pageSize} at most ${most} requests, whatever the fleet`,
    ],
  };
}

const labels = { ms: "time", bytes: "what Coder sends", memoryBytes: "memory" } as const;

function steepestPower(points: readonly GrowthPoint[], cost: keyof typeof labels): number {
  const large = points.filter(({ agents }) => agents >= smallestFleet);
  const powers = large.slice(1).map((point, index) => {
    const before = large[index] ?? point;
    return Math.log(point[cost] / before[cost]) / Math.log(point.agents / before.agents);
  });
  return Math.max(0, ...powers);
}
