/** How long things take in the simulated world, in its milliseconds. */
export interface Timings {
  /** From the request until the build exists, and until a provisioner takes it up. */
  readonly queueMs: number;
  readonly startMs: number;
  readonly stopMs: number;
  readonly deleteMs: number;
  /** How long a running build takes to obey a cancellation. */
  readonly cancelMs: number;
  /** From the end of the build until the workspace agent connects, from there until it is ready. */
  readonly connectMs: number;
  readonly readyMs: number;
  /** From the ready agent until its app passes the health check. */
  readonly healthyMs: number;
  /** From the ready agent until the coding CLI reports its first prompt. */
  readonly firstReportMs: number;
  /** From a dead app until it is called unhealthy. */
  readonly unhealthyMs: number;
  /** From a user message until the CLI takes it up and AgentAPI answers. */
  readonly takeUpMs: number;
  /** How long after its result the CLI reports idle. */
  readonly idleMs: number;
  /** How long a screen must stand still to be stable. */
  readonly settleMs: number;
}

/** A quick machine; the last five are AgentAPI's and the CLI's own, as recorded. */
export const defaultTimings: Timings = {
  queueMs: 150,
  startMs: 2_000,
  stopMs: 1_000,
  deleteMs: 1_000,
  cancelMs: 2_000,
  connectMs: 700,
  readyMs: 300,
  healthyMs: 2_000,
  firstReportMs: 80,
  unhealthyMs: 3_000,
  takeUpMs: 1_080,
  idleMs: 1_015,
  settleMs: 2_000,
};
