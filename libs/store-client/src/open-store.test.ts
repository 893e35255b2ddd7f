import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "@jest/globals";
import { seen, useStores } from "../test/open-test-store.ts";
import { useFiles } from "../test/use-files.ts";
import { migrations } from "./migrations.ts";

const open = useStores();
const makeFile = useFiles();
const oneMore = [...migrations, () => ["CREATE TABLE notes (text TEXT)"]];

describe("openStore", () => {
  it("makes the file and its folder, which nobody but this user may read", async () => {
    const { file } = await open({ file: makeFile("state/fleet/events.db") });

    expect(existsSync(file)).toBe(true);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it("finds again what another process wrote", async () => {
    const { events, file } = await open();
    await events.append([seen("otter")]);

    const { events: again } = await open({ file });

    expect(await again.read({ limit: 5 })).toMatchObject([{ stream: { id: "otter" } }]);
  });

  it("lets several stores write one file without gaps", async () => {
    const { file } = await open();
    const stores = await Promise.all([1, 2, 3].map(() => open({ file })));

    await Promise.all(stores.flatMap(({ events }) => [1, 2, 3, 4].map(() => events.append([seen("otter")]))));

    const read = await stores[0]?.events.read({ limit: 100 });
    expect(read?.map(({ version }) => version)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it("opens a fresh file for many at once", async () => {
    const file = makeFile();

    const stores = await Promise.all(Array.from({ length: 5 }, () => open({ file })));

    expect(await Promise.all(stores.map(({ events }) => events.head()))).toEqual([0, 0, 0, 0, 0]);
  });

  it("keeps a copy before it changes an older file, and the copy is a way back", async () => {
    const { events, file, close } = await open();
    await events.append([seen("otter")]);
    const { events: newer, close: closeNewer } = await open({ file, steps: oneMore });
    await newer.append([seen("finch")]);
    await Promise.all([close(), closeNewer()]);
    await expect(open({ file })).rejects.toMatchObject({ reason: "newer", hint: "Update fleet-mcp." });

    for (const rest of ["-wal", "-shm"]) rmSync(`${file}${rest}`, { force: true });
    copyFileSync(`${file}.v1`, file);
    const { events: back } = await open({ file });

    expect(await back.read({ limit: 5 })).toMatchObject([{ stream: { id: "otter" } }]);
  });

  it("lets nobody read the copy who may not read the file", async () => {
    const { file } = await open();

    await open({ file, steps: oneMore });

    expect(statSync(`${file}.v1`).mode & 0o777).toBe(0o600);
  });

  it("changes nothing when a step fails", async () => {
    const { file, events } = await open();
    await events.append([seen("otter")]);
    const broken = [...oneMore, () => ["CREATE TABEL"]];

    await expect(open({ file, steps: broken })).rejects.toMatchObject({ reason: "broken" });

    expect(await events.read({ limit: 5 })).toHaveLength(1);
    await expect(open({ file })).resolves.toBeDefined();
  });

  it("says that a file is no database, and leaves it as it is", async () => {
    const file = makeFile();
    writeFileSync(file, "not a database, but text that is long enough to be one".repeat(100));

    await expect(open({ file })).rejects.toMatchObject({ reason: "corrupt" });
  });

  it("says that a folder stands where the file should", async () => {
    const file = makeFile();
    mkdirSync(file);

    await expect(open({ file })).rejects.toMatchObject({ reason: "missing", code: "unavailable" });
  });

  it("says that the folder cannot be made", async () => {
    const blocked = makeFile("blocked");
    writeFileSync(blocked, "");

    await expect(open({ file: `${blocked}/events.db` })).rejects.toMatchObject({
      reason: "missing",
      hint: "Choose another with FLEET_MCP_DATA_DIR.",
    });
  });

  it("waits for a writer and says so when it does not end", async () => {
    const { events, file } = await open();
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const waiting = events.append([seen("otter")]).catch((error: unknown) => error);

    const error = await waiting;
    other.exec("ROLLBACK");
    other.close();

    expect(error).toMatchObject({ reason: "locked", message: expect.stringContaining("locked by another process") });
    expect(await events.append([seen("otter")])).toMatchObject([{ version: 1 }]);
  });

  it("does not go on in a file that was removed, and reads nothing from it", async () => {
    const { events, file } = await open();
    await events.append([seen("otter")]);

    rmSync(file);

    await expect(events.append([seen("otter")])).rejects.toMatchObject({ reason: "missing" });
    await expect(events.read({ limit: 5 })).rejects.toMatchObject({
      reason: "missing",
      hint: "A new one is begun at its place.",
    });
  });

  it("does not go on in a file that was replaced, and leaves the new one whole", async () => {
    const { events, file } = await open();
    await events.append([seen("otter")]);
    rmSync(file);
    const { events: fresh } = await open({ file });
    await fresh.append([seen("finch")]);

    await expect(events.append([seen("otter")])).rejects.toMatchObject({ reason: "missing" });

    expect(await fresh.read({ limit: 5 })).toMatchObject([{ stream: { id: "finch" }, seq: 1 }]);
  });

  it("says that the disk is full, keeps nothing of the batch, and can still be read", async () => {
    const { events } = await open({ steps: [...migrations, () => ["PRAGMA max_page_count = 20"]] });
    await events.append([seen("otter")]);

    const appending = events.append(Array.from({ length: 2_000 }, () => seen("otter", "x".repeat(100))));

    await expect(appending).rejects.toMatchObject({ reason: "full" });
    expect(await events.count({})).toBe(1);
    await events.append([seen("otter")]);
    expect(await events.head()).toBe(2);
  });

  it("says that the file may not be written", async () => {
    const { file, close } = await open();
    await close();
    chmodSync(file, 0o400);

    const error = await open({ file }).then(
      ({ events }) => events.append([seen("otter")]).catch((refusal: unknown) => refusal),
      (refusal: unknown) => refusal,
    );

    // The administrator may write what nobody else may.
    const reason = process.getuid?.() === 0 ? undefined : "read_only";
    expect(error instanceof Error && "reason" in error ? error.reason : undefined).toBe(reason);
  });
});
