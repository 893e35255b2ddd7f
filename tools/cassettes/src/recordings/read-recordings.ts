import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCassette } from "@fleet-mcp/testing";
import type { Cassette } from "@fleet-mcp/testing";
import { UsageError } from "../usage-error.ts";

/** Reads `<folder>/<name>.har` for each name, as in `coder-2.31/fleet-mixed`. */
export function readRecordings(
  folder: string,
  [first, ...rest]: readonly [string, ...string[]],
): [Cassette, ...Cassette[]] {
  return [read(folder, first), ...rest.map((name) => read(folder, name))];
}

function read(folder: string, name: string): Cassette {
  const file = join(folder, `${name}.har`);
  if (!existsSync(file)) throw new UsageError(`There is no recording ${file}.`);
  return readCassette(file);
}
