/** Where the simulator's time comes from. Milliseconds since 1970, in the simulated world. */
export interface SimClock {
  readonly now: () => number;
  /** Calls once when the time has come, never before this returns. The result calls it off. */
  readonly wakeAt: (atMs: number, wake: () => void) => () => void;
}
