/** How much is measured. */
export interface Scale {
  /** Each gives one value; the table shows their median. */
  readonly runs: number;
  /** Calls in a run that gives a percentile. */
  readonly calls: number;
  /** Open at the same time while access is measured. */
  readonly connections: number;
  /** Given to the agent whose history is read. */
  readonly tasks: number;
  /** Waited for, one after the other or side by side, where a wait lasts seconds. */
  readonly waits: number;
  /** In the event log that is weighed and replayed. */
  readonly events: number;
  /** Fleets whose growth is shown, in rising order. */
  readonly fleets: readonly number[];
  /** Fleets of which the digest is asked for, in rising order; of the largest the status as well. */
  readonly known: readonly number[];
}

export const fullScale: Scale = {
  runs: 7,
  calls: 1_000,
  connections: 1_000,
  tasks: 1_000,
  waits: 20,
  events: 100_000,
  fleets: [10, 100, 1_000, 5_000],
  known: [100, 1_000],
};
/** Enough to prove that everything can be measured. */
export const quickScale: Scale = {
  runs: 2,
  calls: 100,
  connections: 1_000,
  tasks: 100,
  waits: 2,
  events: 5_000,
  fleets: [100, 1_000],
  known: [100],
};
