import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StartError } from "../start-error.ts";
import { systemCode } from "../system-code.ts";

/** Makes a file that only its owner can read. Throws StartError when there is one already, or it cannot be made. */
export function createTokenFile(path: string, text: string): void {
  try {
    writePrivately(path, text);
  } catch (error) {
    throw new StartError(`The token file ${path} ${whyNot(error, path)}`, { cause: error });
  }
}

/** Puts the text in the place of a file, or makes it; whoever reads meanwhile gets the old text or the new one in full. */
export function replaceTokenFile(path: string, text: string): void {
  const fresh = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    writePrivately(fresh, text);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new StartError(`The token file ${path} ${whyNot(error, path)}`, { cause: error });
  }
}

/** Refuses a path where something is, also a link to nowhere. */
function writePrivately(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function whyNot(error: unknown, path: string): string {
  const code = systemCode(error);
  if (code === "EEXIST") {
    return "exists already: add a further token with --append, or replace all of them with --force.";
  }
  if (code === "ENOENT" || code === "ENOTDIR") return `cannot be made: there is no folder ${dirname(path)}.`;
  if (code === "EISDIR" || code === "ENOTEMPTY") return "is a folder: name a file in it.";
  return `cannot be written (${code ?? "unknown reason"}).`;
}
