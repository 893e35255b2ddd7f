import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { createCallLimits } from "./call-limits.ts";
import type { Caller } from "./caller.ts";

const ann: Caller = { name: "ann", rights: "write" };
const bob: Caller = { name: "bob", rights: "read" };

function make(requestsPerMinute: number, concurrentCalls: number) {
  const clock = createFakeClock();
  return { clock, limits: createCallLimits([ann, bob], { requestsPerMinute, concurrentCalls }, clock) };
}

describe("createCallLimits", () => {
  it("refuses what is over the requests of a minute, and says when to come again", () => {
    const { limits } = make(2, 10);

    const admissions = [1, 2, 3].map(() => limits.admit(ann, "call"));

    expect(admissions).toMatchObject([
      { isAdmitted: true },
      { isAdmitted: true },
      { isAdmitted: false, reason: "more than 2 requests in a minute", retryAfterSeconds: 30 },
    ]);
  });

  it("admits again when the time it named has passed, and not before", () => {
    const { clock, limits } = make(2, 10);
    limits.admit(ann, "call", 2);

    clock.advance(29_999);
    const early = limits.admit(ann, "call");
    clock.advance(1);
    const inTime = limits.admit(ann, "call");

    expect([early, inTime]).toMatchObject([{ isAdmitted: false, retryAfterSeconds: 1 }, { isAdmitted: true }]);
  });

  it("saves up no more than a minute's requests", () => {
    const { clock, limits } = make(2, 10);
    clock.advance(3_600_000);

    const admissions = [1, 2, 3].map(() => limits.admit(ann, "call").isAdmitted);

    expect(admissions).toEqual([true, true, false]);
  });

  it("takes nothing away when the clock is set back", () => {
    const { clock, limits } = make(2, 10);
    clock.advance(-60_000);

    expect(limits.admit(ann, "call").isAdmitted).toBe(true);
  });

  it("refuses more calls at a time, until one of them ends", () => {
    const { limits } = make(600, 2);
    const [first] = [limits.admit(ann, "call"), limits.admit(ann, "call")];

    const third = limits.admit(ann, "call");
    if (first.isAdmitted) first.release();
    const fourth = limits.admit(ann, "call");

    expect(third).toEqual({ isAdmitted: false, reason: "more than 2 calls at a time", retryAfterSeconds: 1 });
    expect(fourth.isAdmitted).toBe(true);
  });

  it("keeps the calls' places free of streams, which have as many of their own", () => {
    const { limits } = make(600, 1);

    const admissions = [limits.admit(ann, "stream"), limits.admit(ann, "call"), limits.admit(ann, "stream")];

    expect(admissions).toMatchObject([
      { isAdmitted: true },
      { isAdmitted: true },
      { isAdmitted: false, reason: "more than 1 streams at a time" },
    ]);
  });

  it("has places for notes where calls and streams have none left, and counts them all as requests", () => {
    const { limits } = make(3, 1);
    const kinds = ["call", "stream", "note"] as const;

    const admissions = kinds.map((kind) => limits.admit(ann, kind).isAdmitted);
    const fourth = limits.admit(ann, "note");

    expect(admissions).toEqual([true, true, true]);
    expect(fourth).toMatchObject({ reason: "more than 3 requests in a minute" });
  });

  it("counts each message of a batch", () => {
    const { limits } = make(600, 3);

    const admissions = [limits.admit(ann, "call", 3), limits.admit(ann, "call")];

    expect(admissions.map(({ isAdmitted }) => isAdmitted)).toEqual([true, false]);
  });

  it("lets nobody use up what is another's", () => {
    const { limits } = make(1, 1);
    limits.admit(ann, "call");

    expect(limits.admit(bob, "call").isAdmitted).toBe(true);
  });

  it("knows nobody else", () => {
    const { limits } = make(1, 1);

    expect(() => limits.admit({ name: "eve", rights: "read" }, "call")).toThrow("no caller is named eve");
  });
});
