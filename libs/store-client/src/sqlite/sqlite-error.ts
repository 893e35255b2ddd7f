import { StoreError } from "../store-error.ts";
import type { StoreReason } from "../store-error.ts";

interface Meaning {
  readonly reason: StoreReason;
  readonly says: string;
  readonly hint: string;
}

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that say more than "it failed". */
const meanings: Readonly<Record<number, Meaning>> = {
  5: { reason: "locked", says: "is locked by another process", hint: "End the process that holds it." },
  6: { reason: "locked", says: "is locked", hint: "End the process that holds it." },
  8: {
    reason: "read_only",
    says: "cannot be written",
    hint: "Give this user the right to write the file and its folder.",
  },
  10: { reason: "broken", says: "cannot be read or written by the system", hint: "Check the disk." },
  11: {
    reason: "corrupt",
    says: "is damaged",
    hint: "Move it away; a new one is begun. The copies beside it are older states.",
  },
  13: { reason: "full", says: "does not fit on the disk", hint: "Free space on the disk." },
  14: { reason: "missing", says: "cannot be opened", hint: "Check that its folder exists and may be written." },
  26: { reason: "corrupt", says: "is not a database", hint: "Move it away; a new one is begun." },
};
const other: Meaning = { reason: "broken", says: "failed", hint: "Check the file." };

/** What node:sqlite threw, in our words. What is no error of SQLite is returned as it is. */
export function sqliteError(error: unknown, file: string): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  // Extended codes carry the primary one in their lowest byte.
  const { reason, says, hint } = meanings[code & 0xff] ?? other;
  return new StoreError(reason, `The event log ${file} ${says}.`, { hint, cause: error });
}

function resultCode(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("code" in error) || error.code !== "ERR_SQLITE_ERROR")
    return undefined;
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
}
