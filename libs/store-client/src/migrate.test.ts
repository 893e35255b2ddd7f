import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "@jest/globals";
import { noonClock } from "../test/open-test-store.ts";
import { useFiles } from "../test/use-files.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";

const makeFile = useFiles();
const oneMore = [...migrations, () => ["CREATE TABLE notes (text TEXT)"]];
const noCopy = async () => {};

describe("migrate", () => {
  it("copies once, and nothing that is changed already, however many try at once", async () => {
    const file = makeFile();
    const [first, second] = [
      await openSqlite({ file, clock: noonClock }),
      await openSqlite({ file, clock: noonClock }),
    ];
    await migrate(first, { keepCopy: noCopy });
    const copied: unknown[] = [];
    const keepCopy = async () => void copied.push(await first.read("SELECT version FROM store"));

    await Promise.all([first, second].map((db) => migrate(db, { keepCopy, steps: oneMore })));

    expect(copied).toEqual([[{ version: 1 }]]);
    expect(await second.read("SELECT version FROM store")).toEqual([{ version: 2 }]);
    await Promise.all([first.close(), second.close()]);
  });

  it("lets nobody write between the copy and the change", async () => {
    const file = makeFile();
    const db = await openSqlite({ file, clock: noonClock });
    await migrate(db, { keepCopy: noCopy });
    const other = new DatabaseSync(file, { timeout: 0 });
    let attempt: () => void = () => {};
    const keepCopy = async () => {
      attempt = () => other.exec("INSERT INTO log (id) VALUES ('late')");
      expect(attempt).toThrow("locked");
    };

    await migrate(db, { keepCopy, steps: oneMore });

    expect(attempt).not.toThrow();
    other.close();
    await db.close();
  });
});
