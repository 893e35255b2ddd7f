import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { openStore } from "@fleet-mcp/store-client";
import { judgeStore } from "./judge-store.ts";
import { storeSchemas } from "./store-schemas.ts";

describe("judgeStore", () => {
  it("finds nothing wrong when everything acknowledged is there, and more", async () => {
    const verdict = await judged([1, 2, 3], 2);

    expect(verdict).toEqual({ events: 3, acknowledged: 2, faults: [] });
  });

  it("finds what was acknowledged and is not there", async () => {
    const { faults } = await judged([1, 2], 3);

    expect(faults).toEqual(["north was told that 3 events are kept, 2 are there"]);
  });

  it.each([
    ["lost", [1, 3, 4]],
    ["doubled", [1, 1, 2]],
    ["out of order", [1, 3, 2]],
  ])("finds an event that is %s", async (_name, counts) => {
    const { faults } = await judged(counts, 3);

    expect(faults).toEqual(["north's event 2 is lost, doubled or out of order"]);
  });

  it("finds a gap in a stream", async () => {
    const { faults } = await judged([1, 2, 3], 2, sql("UPDATE events SET version = 9 WHERE seq = 3"));

    expect(faults).toEqual(["the versions of stream 1 have gaps"]);
  });

  it("finds damage", async () => {
    const { faults } = await judged([1, 2, 3], 3, spoilIndex);

    expect(faults).toEqual([expect.stringMatching(/^the file is damaged: /)]);
  });
});

type Harm = (file: string) => void;

const sql =
  (text: string): Harm =>
  (file) => {
    const db = new DatabaseSync(file);
    db.exec(text);
    db.close();
  };

/** Overwrites a page that no read of ours needs. */
function spoilIndex(file: string): void {
  const db = new DatabaseSync(file);
  const page = db.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'events_of_correlation'").get();
  const size = db.prepare("PRAGMA page_size").get();
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
  const at = (Number(page?.["rootpage"]) - 1) * Number(size?.["page_size"]);
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, at);
  closeSync(handle);
}

async function judged(counts: readonly number[], acknowledged: number, harm: Harm = () => {}) {
  const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-judge-"));
  const file = join(folder, "events.db");
  const store = await openStore({ file, schemas: storeSchemas, clock: { now: Date.now, sleep: async () => {} } });
  for (const count of counts) {
    const data = { writer: "north", count };
    const occurred_at = "2026-01-31T12:00:00Z";
    await store.events.append([
      { type: "written", stream: { type: "agent", id: "1" }, data, occurred_at, actor: "north" },
    ]);
  }
  await store.close();
  harm(file);
  const verdict = await judgeStore(file, new Map([["north", acknowledged]]));
  await rm(folder, { recursive: true });
  return verdict;
}
