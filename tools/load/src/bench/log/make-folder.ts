import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Folder {
  readonly path: string;
  /** Removes it with all that is in it. */
  stop(): Promise<void>;
}

/** A new folder for one measure. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "fleet-mcp-load-"));
  return { path, stop: () => rm(path, { recursive: true, force: true }) };
}
