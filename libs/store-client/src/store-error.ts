import { FleetError } from "@fleet-mcp/models";
import type { FleetErrorOptions } from "@fleet-mcp/models";

/** What is wrong with the store; each has its own remedy. */
export const storeReasons = [
  "missing",
  "read_only",
  "full",
  "corrupt",
  "locked",
  "newer",
  "outdated_engine",
  "conflict",
  "invalid_event",
  "broken",
] as const;
export type StoreReason = (typeof storeReasons)[number];

/** The only error of this package. `conflict` is worth another try, everything else needs a person. */
export class StoreError extends FleetError {
  readonly reason: StoreReason;

  constructor(reason: StoreReason, message: string, options: FleetErrorOptions = {}) {
    super(reason === "invalid_event" ? "invalid_input" : "unavailable", message, options);
    this.reason = reason;
  }
}
