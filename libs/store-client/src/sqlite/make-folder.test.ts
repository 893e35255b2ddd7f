import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { makeFolder } from "./make-folder.ts";

let place = "";
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "fleet-mcp-make-folder-"));
});
afterAll(() => rm(place, { recursive: true }));

describe("makeFolder", () => {
  it("makes all that are missing, for this user only", async () => {
    const folder = join(place, "a/b/c");

    await makeFolder(folder);

    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it("leaves what is there, and may be called by several at a time", async () => {
    const folder = join(place, "d/e");

    await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(folder)]);
    await makeFolder(folder);

    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it("says that a file is in the way", async () => {
    await writeFile(join(place, "file"), "");

    await expect(makeFolder(join(place, "file"))).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeFolder(join(place, "file/a"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  (existsSync("/proc/self") ? it : it.skip)("gives up where nothing can be made", async () => {
    await expect(makeFolder("/proc/fleet-mcp/data")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
