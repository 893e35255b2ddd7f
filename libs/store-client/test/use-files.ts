import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";

/** Gives each call a file of its own in a new folder; the folders are removed after each test. */
export function useFiles() {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return function makeFile(name = "events.db"): string {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-store-"));
    folders.push(folder);
    return join(folder, name);
  };
}
