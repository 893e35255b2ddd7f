import { parseArgs } from "node:util";
import { releases } from "@fleet-mcp/coder-sim";
import type { Release } from "@fleet-mcp/coder-sim";
import { UsageError } from "./usage-error.ts";

export interface DemoOptions {
  readonly release: Release;
  readonly fast: boolean;
  readonly plain: boolean;
  readonly help: boolean;
}

export const help = `Usage: npm run demo -- [options]

A tour of fleet-mcp in the terminal, in under a minute: an MCP client, the
built server and a simulated Coder.

  --fast           simulated machines are five times as fast, no pauses
  --plain          no colours, changed lines below each other; also with
                   NO_COLOR set, and when not on a terminal
  --release NAME   of the simulated Coder: ${releases.join(", ")}
  --help           this text`;

/** Throws UsageError in one line for anything it does not know. */
export function parseOptions(argv: readonly string[]): DemoOptions {
  const { release, ...flags } = parse(argv);
  const known = releases.find((name) => name === release);
  if (known === undefined) throw new UsageError(`--release is one of ${releases.join(", ")}; it is "${release}".`);
  return { ...flags, release: known };
}

function parse(argv: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  const release = { type: "string", default: "2.34" } as const;
  try {
    return parseArgs({ args: [...argv], options: { fast: flag, plain: flag, help: { ...flag, short: "h" }, release } })
      .values;
  } catch (cause) {
    const [line = ""] = (cause instanceof Error ? cause.message : String(cause)).split(". ");
    throw new UsageError(`${line.replace(/[.]$/, "")}. See --help.`, { cause });
  }
}
