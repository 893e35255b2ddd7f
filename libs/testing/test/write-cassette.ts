import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { makeCassette } from "../src/make-cassette.ts";
import type { Exchange } from "../src/make-cassette.ts";

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A cassette file of these exchanges, until the last test of the file has ended. */
export function writeCassette(...exchanges: readonly Exchange[]): string {
  const folder = mkdtempSync(join(tmpdir(), "cassette-"));
  folders.push(folder);
  const path = join(folder, "one.har");
  writeFileSync(path, JSON.stringify(makeCassette(...exchanges)));
  return path;
}
