import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CoderLogin } from "./resolve-coder.ts";

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

interface Fleet {
  /** Absent: a simulated one, which forgets everything with this process. */
  readonly coder: CoderLogin | undefined;
  readonly owner: string;
  /** As it is set; undefined for the system's folder for state. */
  readonly dataDir?: string | undefined;
}

/** Says that events are kept in memory only. */
export const noDataDir = "none";

/**
 * Where the events of this fleet are kept, made by whoever opens it; undefined to keep them in memory. Each Coder and owner has a
 * file of its own: in the log of one fleet the agents of another would all be gone.
 */
export function eventLogFile({ dataDir, coder, owner }: Fleet, machine: Machine): string | undefined {
  if (coder === undefined || dataDir === noDataDir) return undefined;
  return join(dataDir ?? stateDirectory(machine), fileName(coder.url, owner));
}

function fileName(coderUrl: string, owner: string): string {
  const host = new URL(coderUrl).hostname.replaceAll(/[^a-z0-9.-]/gi, "").slice(0, longestHost);
  const fleet = JSON.stringify([coderUrl, owner.toLowerCase()]);
  return `${host}-${createHash("sha256").update(fleet).digest("hex").slice(0, 8)}.db`;
}

const longestHost = 100;

function stateDirectory({ env, platform }: Machine): string {
  const home = env["HOME"] || homedir();
  if (platform === "win32") return join(env["LOCALAPPDATA"] || join(home, "AppData", "Local"), "fleet-mcp");
  if (platform === "darwin") return join(home, "Library", "Application Support", "fleet-mcp");
  return join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), "fleet-mcp");
}
