import { compareTimes } from "../compare-times.ts";
import type { AgentLedger } from "./fleet-ledger.ts";

/** The newest report that is accounted for after an event; one that is late takes nothing back. */
export function heardOf(
  { reportAt }: AgentLedger,
  { report_at: at }: { readonly report_at?: string | undefined },
): Pick<AgentLedger, "reportAt"> {
  const isNewer = at !== undefined && (reportAt === undefined || compareTimes(at, reportAt) > 0);
  return isNewer ? { reportAt: at } : {};
}
