import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { Clock } from "@fleet-mcp/models";

const pauseMs = 20;
const pauses = 100;

/**
 * Makes an empty file where none is, and removes what an earlier one of the name left beside it first: a process that still has the
 * earlier one open shares its memory through FILE-shm, and would mislead SQLite about the new one. One process at a time does this,
 * in much less than a pause; a mark that stays longer is of one that was killed. What cannot be made here, SQLite refuses by itself.
 */
export async function beginFile(file: string, clock: Pick<Clock, "sleep">): Promise<void> {
  const mark = `${file}.begin`;
  for (let pause = 0; !existsSync(file); pause += 1) {
    const taken = take(mark);
    if (taken === "refused") return;
    if (taken === "taken" || pause >= pauses) {
      makeFile(file);
      rmSync(mark, { recursive: true, force: true });
      return;
    }
    await clock.sleep(pauseMs, neverAborted);
  }
}

const neverAborted = new AbortController().signal;

function take(mark: string): "taken" | "others" | "refused" {
  try {
    mkdirSync(mark);
    return "taken";
  } catch (error) {
    const isThere = typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST";
    return isThere ? "others" : "refused";
  }
}

function makeFile(file: string): void {
  try {
    if (existsSync(file)) return;
    for (const rest of ["-wal", "-shm", "-journal"]) rmSync(`${file}${rest}`, { force: true });
    writeFileSync(file, "", { flag: "wx", mode: 0o600 });
  } catch {
    // SQLite says what is wrong.
  }
}
