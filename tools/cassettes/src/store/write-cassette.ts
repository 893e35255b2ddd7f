import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cassette } from "@fleet-mcp/testing";

export function writeCassette(folder: string, name: string, cassette: Cassette): void {
  const file = join(folder, `${name}.har`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, cassetteText(cassette));
}

/** One value a line, so that one changed field is a diff of one line. */
export function cassetteText(cassette: Cassette): string {
  return `${JSON.stringify(cassette, null, 2)}\n`;
}
