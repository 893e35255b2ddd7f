import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { StartError } from "../start-error.ts";
import { systemCode } from "../system-code.ts";

const maxBytes = 1024 * 1024;

/** The text of a file of tokens. Throws StartError when it cannot be read, or when others on this machine can read it too. */
export function readTokenFile(path: string, platform: NodeJS.Platform = process.platform): string {
  const file = open(path);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new StartError(`The token file ${path} is not a file.`);
    if (stats.size > maxBytes) throw new StartError(`The token file ${path} is over 1 MB: that is no file of tokens.`);
    // Windows has no such modes; there the folder's rights decide.
    if (platform !== "win32" && (stats.mode & 0o077) !== 0) {
      throw new StartError(`The token file ${path} can be read by others: run chmod 600 ${quoted(path)}`);
    }
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new StartError(`The token file ${path} ${whyNot(error)}`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  const code = systemCode(error);
  if (code === "ENOENT") return "does not exist: make one with fleet-mcp token --file.";
  if (code === "EACCES") return "cannot be read by the user fleet-mcp runs as: change its owner.";
  return `cannot be read (${code ?? "unknown reason"}).`;
}

/** Ready for a shell. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
