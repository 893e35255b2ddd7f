export type Unit = "ms" | "requests" | "tokens" | "MB" | "a second";

/** One row of the table as it was measured. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  /** The most that the median may be, in the figure's unit. */
  readonly limit: number;
  /** The limit is the least that it may be. */
  readonly isLeast?: true;
  /** How the table says it; the limit with its unit when left out. */
  readonly target?: string;
  /** One per run. */
  readonly values: readonly number[];
  /** Measured in the same run on the same machine, so that ratios can be compared between machines. */
  readonly baseline?: Baseline;
}

export interface Baseline {
  readonly what: string;
  readonly values: readonly number[];
}
