import { anyCall } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeGate } from "../../test/make-gate.ts";
import { makeLog } from "../../test/make-log.ts";
import { createSideReading } from "./side-reading.ts";

describe("createSideReading", () => {
  it("waits for a reading that is quick", async () => {
    const readAside = createSideReading(makeLog());
    const read: string[] = [];

    await readAside(async () => void read.push("a"), anyCall());
    await readAside(async () => void read.push("b"), anyCall());

    expect(read).toEqual(["a", "b"]);
  });

  it("leaves one that hangs behind, and begins no other beside it", async () => {
    const readAside = createSideReading(makeLog());
    const gate = makeGate();
    let begun = 0;
    const job = () => {
      begun++;
      return gate.passed;
    };

    await readAside(job, anyCall());
    await readAside(job, anyCall());
    gate.open();
    await readAside(job, anyCall());
    await readAside(job, anyCall());

    expect(begun).toBe(2);
  });

  it("says that a reading failed, and tries again", async () => {
    const log = makeLog();
    const readAside = createSideReading(log);

    await readAside(() => Promise.reject(new Error("odd")), anyCall());
    await readAside(async () => {}, anyCall());

    expect(log.lines).toEqual([expect.stringContaining("odd")]);
  });

  it("ends at once, and without a word, when the look is aborted", async () => {
    const log = makeLog();
    const readAside = createSideReading(log);
    const signal = AbortSignal.abort(new Error("enough"));

    await expect(readAside(() => Promise.reject(new Error("aborted")), anyCall({ signal }))).rejects.toThrow("enough");
    expect(log.lines).toEqual([]);
  });
});
