import { releases } from "@fleet-mcp/coder-sim";
import { drawTable } from "./draw-table.ts";
import type { Measure } from "./measure.ts";

/** What --help prints. */
export const usage = (measures: readonly Pick<Measure, "name" | "about">[]): string =>
  [
    "Measures fleet-mcp against a simulated Coder in a process of its own and prints one table.",
    "",
    "Usage: npm run bench -- [--quick] [--release R] [--only NAME] [--json FILE]",
    "",
    "  --quick      smaller fleets and fewer runs, under a minute; figures are rough",
    `  --release R  the Coder that is played: ${releases.join(", ")} (default 2.31)`,
    "  --only NAME  only this measure; may be repeated, or name several with commas",
    "  --json FILE  where everything measured is written; default tmp/bench/TIME.json",
    "  --help, -h   print this",
    "",
    drawTable(
      ["name", "measures"],
      measures.map(({ name, about }) => [name, about]),
    ),
    "",
    "Exit codes: 0 measured, whether or not targets were reached; 1 something failed; 2 bad options.",
  ].join("\n");
