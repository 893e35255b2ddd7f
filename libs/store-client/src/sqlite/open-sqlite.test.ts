import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { noonClock } from "../../test/open-test-store.ts";
import { useFiles } from "../../test/use-files.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { SqliteDb } from "./open-sqlite.ts";

const makeFile = useFiles();

/** Reads the file in a process of its own, and keeps it open until it is ended. */
const reading = (file: string) => `
  const db = new (require("node:sqlite").DatabaseSync)(${JSON.stringify(file)});
  db.prepare("SELECT count(*) FROM notes").all();
  console.log("open");
  setInterval(() => {}, 1000);`;

/** What the connection that writes has been told, as SQLite says it: 2 is FULL, 1 is NORMAL. */
const settingsOf = (db: SqliteDb) =>
  db.write(async (query) => ({
    ...(await query("PRAGMA journal_mode"))[0],
    ...(await query("PRAGMA synchronous"))[0],
  }));

describe("openSqlite", () => {
  it("waits for the disk at each commit, unless that is not wanted", async () => {
    const safe = await openSqlite({ file: makeFile(), clock: noonClock });
    const fast = await openSqlite({ file: makeFile(), clock: noonClock, synchronous: "NORMAL" });

    expect(await settingsOf(safe)).toEqual({ journal_mode: "wal", synchronous: 2 });
    expect(await settingsOf(fast)).toEqual({ journal_mode: "wal", synchronous: 1 });
    await Promise.all([safe.close(), fast.close()]);
  });

  it("acknowledges nothing that was written to a file removed meanwhile", async () => {
    const file = makeFile();
    const db = await openSqlite({ file, clock: noonClock });

    const writing = db.write(async (query) => {
      await query("CREATE TABLE notes (text TEXT)");
      rmSync(file);
    });

    await expect(writing).rejects.toMatchObject({ reason: "missing" });
    await db.close();
  });

  it("begins a new file while another process has the removed one open", async () => {
    const file = makeFile();
    const db = await openSqlite({ file, clock: noonClock });
    await db.write((query) => query("CREATE TABLE notes (text TEXT)"));
    const other = spawn(process.execPath, ["-e", reading(file)], { stdio: ["ignore", "pipe", "ignore"] });
    await once(other.stdout, "data");

    rmSync(file);
    await db.close();
    const fresh = await openSqlite({ file, clock: noonClock });
    await fresh.write((query) => query("CREATE TABLE notes (text TEXT)"));
    await fresh.write((query) => query("INSERT INTO notes VALUES ('new')"));

    expect(await fresh.read("SELECT text FROM notes")).toEqual([{ text: "new" }]);
    const ended = once(other, "exit");
    other.kill("SIGKILL");
    await ended;
    expect(await fresh.read("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    await fresh.close();
  });
});
