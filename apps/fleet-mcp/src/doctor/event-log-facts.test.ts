import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { eventLogFacts } from "./event-log-facts.ts";

describe("eventLogFacts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fleet-mcp-facts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells the size with what waits beside the file, and the room on its disk", async () => {
    writeFileSync(join(folder, "a.db"), "x".repeat(1_000));
    writeFileSync(join(folder, "a.db-wal"), "x".repeat(234));

    const facts = await eventLogFacts(join(folder, "a.db"));

    expect(facts).toMatchObject({ bytes: 1_234, obstacle: undefined, isRemote: false });
    expect(facts.freeBytes).toBeGreaterThan(0);
  });

  it("looks where the file would be made, and makes nothing", async () => {
    const facts = await eventLogFacts(join(folder, "state", "fleet-mcp", "a.db"));

    expect(facts).toMatchObject({ bytes: undefined, obstacle: undefined });
    expect(facts.freeBytes).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says what is in the way", async () => {
    writeFileSync(join(folder, "state"), "no folder");
    mkdirSync(join(folder, "other"));

    const { obstacle } = await eventLogFacts(join(folder, "state", "a.db"));

    expect(obstacle).toBe(`${join(folder, "state")} is no folder`);
  });
});
