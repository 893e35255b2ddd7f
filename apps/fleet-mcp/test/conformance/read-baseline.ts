import { readFileSync } from "node:fs";

/** What may fail, scenario → reason, from a list in YAML with the reason as each line's comment. Throws on a line without one. */
export function readBaseline(file: URL): ReadonlyMap<string, string> {
  const lines = readFileSync(file, "utf8").split("\n");
  return new Map(lines.filter((line) => !/^(?:#.*|server:)?$/.test(line)).map(entryOf));
}

function entryOf(line: string): [string, string] {
  const [, scenario, reason] = /^ {2}- ([\w-]+) # (\S.+)$/.exec(line) ?? [];
  if (scenario === undefined || reason === undefined) throw new Error(`Not a scenario with its reason: ${line}`);
  return [scenario, reason];
}
