import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { noonClock } from "../../test/open-test-store.ts";
import { useFiles } from "../../test/use-files.ts";
import { beginFile } from "./begin-file.ts";

const makeFile = useFiles();

describe("beginFile", () => {
  it("removes what an earlier file of the name left beside it", async () => {
    const file = makeFile();
    writeFileSync(`${file}-wal`, "old");
    writeFileSync(`${file}-shm`, "old");

    await beginFile(file, noonClock);

    expect(readdirSync(dirname(file))).toEqual(["events.db"]);
  });

  it("leaves a file with all that lies beside it", async () => {
    const file = makeFile();
    writeFileSync(file, "kept");
    writeFileSync(`${file}-wal`, "kept too");

    await beginFile(file, noonClock);

    expect(readFileSync(file, "utf8")).toBe("kept");
    expect(readFileSync(`${file}-wal`, "utf8")).toBe("kept too");
  });

  it("waits for another process that is about it, and leaves that one's file alone", async () => {
    const file = makeFile();
    mkdirSync(`${file}.begin`);
    const beginning = beginFile(file, noonClock);

    writeFileSync(file, "theirs");
    await beginning;

    expect(readFileSync(file, "utf8")).toBe("theirs");
  });

  it("does not wait for ever for one that was killed", async () => {
    const file = makeFile();
    mkdirSync(`${file}.begin`);

    await beginFile(file, noonClock);

    expect(readdirSync(dirname(file))).toEqual(["events.db"]);
  });

  it("makes nothing where no folder is", async () => {
    const file = `${makeFile()}/missing/events.db`;

    await beginFile(file, noonClock);

    expect(existsSync(file)).toBe(false);
  });
});
