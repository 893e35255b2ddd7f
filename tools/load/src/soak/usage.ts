import { playedReleases } from "./parse-options.ts";
import { faultNames } from "./soak-faults.ts";

/** What --help prints. */
export const usage = (): string =>
  [
    "Lets managers act at random on a simulated fleet, through the bundled server over HTTP, while faults happen",
    "and other servers, which observe the fleet for the same event log, are killed and started again; fails when",
    "anything that was promised did not hold.",
    "",
    "Usage: npm run soak -- [--minutes N] [--managers M] [--agents K] [--seed S] [--release R] [--faults LIST]",
    "",
    "  --minutes N    how long they act (default 2; may be a fraction)",
    "  --managers M   how many act at the same time (default 10)",
    "  --agents K     how many agents there are at first, and about how many stay (default 200)",
    "  --seed S       the same choices again; printed at every start",
    `  --release R    the Coder that is played: ${playedReleases.join(", ")} (default 2.31)`,
    "  --faults LIST  all (default), none, or some of these, with commas:",
    `                 ${faultNames.slice(0, 6).join(", ")},`,
    `                 ${faultNames.slice(6, 12).join(", ")},`,
    `                 ${faultNames.slice(12).join(", ")}`,
    "  --help, -h     print this",
    "",
    "Of the event log it is judged that each order we acknowledged and each alert is in it once; that a status",
    "that lasted over three looks is in it, once and in order; that a task that failed is alerted by then; and that",
    "nobody has to wait longer than 15 s for a look, however many observers were killed.",
    "",
    "Ctrl+C ends it early, with the counts so far; a second one at once.",
    "Exit codes: 0 everything held; 1 something did not, or the soak itself failed; 2 bad options.",
  ].join("\n");
