import type { FleetLedger } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";

/** Throws `invalid_input` for a cursor that this log cannot have given. */
export function checkCursor(cursor: number | undefined, ledger: FleetLedger): void {
  if (cursor === undefined || (Number.isInteger(cursor) && cursor >= 0 && cursor <= ledger.cursor)) return;
  throw new ServiceError(
    "invalid_input",
    `The event log is at ${ledger.cursor}; cursor ${cursor} is not of this log.`,
    {
      hint: "Leave the cursor out, and go on from the one in the answer.",
    },
  );
}
