import type { Release } from "@fleet-mcp/coder-sim";
import type { CleanUp } from "../processes/clean-up.ts";
import type { Figure } from "./figure.ts";
import type { GrowthPoint } from "./growth.ts";
import type { Scale } from "./scale.ts";

/** What a measure needs of its surroundings. */
export interface Bench {
  readonly scale: Scale;
  readonly keep: CleanUp["keep"];
  /** Which Coder is played. */
  readonly release: Release;
}

export interface Findings {
  readonly figures?: readonly Figure[];
  readonly growth?: readonly GrowthPoint[];
}

export interface Measure {
  /** As `--only` names it. */
  readonly name: string;
  /** For --help. */
  readonly about: string;
  measure(bench: Bench): Promise<Findings>;
}
