import type { FleetEvent, FleetLedger } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";

export interface DigestFacts {
  /** As Coder lists them now. */
  readonly agents: readonly AgentRecord[];
  readonly ledger: FleetLedger;
  /** Of tasks since the last digest, newest first. */
  readonly events: readonly FleetEvent[];
  readonly sinceCursor: number | undefined;
  readonly now: number;
  /** Characters, of the text and of what was left out together. */
  readonly budget: number;
}
