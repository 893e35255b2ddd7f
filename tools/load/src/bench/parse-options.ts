import { parseArgs } from "node:util";
import { releases } from "@fleet-mcp/coder-sim";
import type { Release } from "@fleet-mcp/coder-sim";

export interface BenchOptions {
  readonly help: boolean;
  readonly quick: boolean;
  /** Which Coder is played. */
  readonly release: Release;
  /** Names of measures; all when empty. */
  readonly only: readonly string[];
  /** Where the JSON goes; a file named after the time when left out. */
  readonly json: string | undefined;
}

/** Returns the complaint, one line, when the arguments are not understood. */
export function parseOptions(args: readonly string[], names: readonly string[]): BenchOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h", default: false },
        quick: { type: "boolean", default: false },
        release: { type: "string", default: "2.31" },
        only: { type: "string", multiple: true, default: [] },
        json: { type: "string" },
      },
    });
    const only = values.only.flatMap((list) => list.split(","));
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) return `There is no measure "${unknown}": choose from ${names.join(", ")}.`;
    const release = releases.find((known) => known === values.release);
    if (release === undefined) return `--release must be one of ${releases.join(", ")}, not "${values.release}".`;
    if (values.json === "") return "--json needs the name of a file.";
    return { help: values.help, quick: values.quick, release, only, json: values.json };
  } catch (error) {
    return `${whatIsWrong(error)}.`;
  }
}

/** The first sentence of what parseArgs says, without its class and code. */
const whatIsWrong = (error: unknown): string =>
  String(error)
    .replace(/^TypeError( \[\w+\])?: /, "")
    .replace(/[.\n][^]*/, "");
