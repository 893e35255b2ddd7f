import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stay } from "../judging/stays.ts";

export interface Evidence {
  /** Of the server that the managers talked to. */
  readonly log: readonly string[];
  readonly stays: readonly Stay[];
  readonly truth: object;
}

/** Puts beside the event log what else a finding is traced with, and returns the folder. */
export async function keepEvidence(folder: string, { log, stays, truth }: Evidence): Promise<string> {
  await writeFile(join(folder, "server.log"), `${log.join("\n")}\n`);
  await writeFile(join(folder, "stays.json"), JSON.stringify(stays, undefined, 1));
  await writeFile(join(folder, "truth.json"), JSON.stringify(truth, undefined, 1));
  return folder;
}
