import type { Clock } from "@fleet-mcp/models";

/** How a scenario reaches the Coder it drives: through a proxy that records. */
export interface ScenarioContext {
  readonly url: string;
  readonly token: string;
  readonly owner: string;
  readonly signal: AbortSignal;
  /** Real against a live Coder, virtual against a recording. */
  readonly clock: Clock;
}

/** One situation, driven with the requests its cassette holds. */
export interface Scenario {
  /** One sentence; it becomes the comment of the cassette. */
  readonly describe: string;
  readonly from: {
    /** As in `coder-2.31/fleet-mixed`. The first is primary; the others answer reads it never recorded. */
    readonly recordings: readonly [string, ...string[]];
    /** Parts of request keys that a recording may answer before its time, as its own client did not ask then. */
    readonly ahead?: readonly string[];
  };
  /** Brings Coder into the situation; its requests are not kept, and it passes nothing on to `run`. */
  given?(context: ScenarioContext): Promise<void>;
  run(context: ScenarioContext): Promise<void>;
  /** Takes away what it made on a live Coder; never called against a recording. */
  cleanUp?(context: ScenarioContext): Promise<void>;
}

/** Adds nothing but the type. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
