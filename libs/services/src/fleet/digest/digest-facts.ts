import type { FleetEvent, FleetLedger } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

export interface DigestFacts {
  /** As Coder lists them now. */
  readonly agents: readonly AgentRecord[];
  readonly ledger: FleetLedger;
  /** Of tasks since the last digest, newest first; of very many, the newest. */
  readonly events: readonly FleetEvent[];
  /** How many tasks ended since then. */
  readonly ended: number;
  readonly sinceCursor: number | undefined;
  readonly now: number;
  /** Characters, of the text and of what was left out together. */
  readonly budget: number;
}
