import { describe, expect, it } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeGate } from "../test/make-gate.ts";
import { makeLog } from "../test/make-log.ts";
import { createOngoingWork } from "./ongoing-work.ts";
import { ServiceError } from "./service-error.ts";

const longMs = 60_000;
const never = new AbortController().signal;

describe("OngoingWork.run", () => {
  it("gives the job's result", async () => {
    const work = createOngoingWork({ log: makeLog() });

    expect(await work.run(async () => 7, longMs, anyCall())).toEqual({ value: 7 });
  });

  it("gives the job's failure, and logs nothing about it", async () => {
    const log = makeLog();
    const failure = new ServiceError("busy", "It is busy.");

    const running = createOngoingWork({ log }).run(() => Promise.reject(failure), longMs, anyCall());

    await expect(running).rejects.toBe(failure);
    expect(log.lines).toEqual([]);
  });

  it("starts nothing for a caller who is gone already", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const started: string[] = [];

    const running = work.run(async () => started.push("job"), longMs, { signal: AbortSignal.abort(new Error("gone")) });

    await expect(running).rejects.toThrow("gone");
    expect(started).toEqual([]);
  });

  it("passes progress on while the caller listens", async () => {
    const heard: string[] = [];
    const work = createOngoingWork({ log: makeLog() });

    await work.run(
      async ({ onProgress }) => onProgress?.({ message: "half-way", elapsedMs: 1 }),
      longMs,
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );

    expect(heard).toEqual(["half-way"]);
  });

  it("leaves a job alone that takes longer than the foreground, and tells nobody of its progress", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const gate = makeGate();
    const heard: string[] = [];

    const result = await work.run(
      async ({ onProgress }) => {
        await gate.passed;
        onProgress?.({ message: "late", elapsedMs: 1 });
      },
      1,
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );
    gate.open();

    expect(result).toBeUndefined();
    expect(await work.drain(never)).toBe(0);
    expect(heard).toEqual([]);
  });

  it("lets the caller go at once and the job end on its own signal", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const caller = new AbortController();
    const gate = makeGate();
    const ends: string[] = [];

    const running = work.run(
      async ({ signal }) => {
        await gate.passed;
        signal.throwIfAborted();
        ends.push("done");
      },
      longMs,
      { signal: caller.signal },
    );
    caller.abort(new Error("gone"));

    await expect(running).rejects.toThrow("gone");
    gate.open();
    await work.drain(never);
    expect(ends).toEqual(["done"]);
  });

  it("logs a failure that nobody is there to hear", async () => {
    const log = makeLog();
    const work = createOngoingWork({ log });
    const caller = new AbortController();
    const gates = [makeGate(), makeGate()] as const;

    const running = Promise.allSettled(
      gates.map(({ passed }) => work.run(() => passed, longMs, { signal: caller.signal })),
    );
    caller.abort();
    gates[0].fail(new ServiceError("unavailable", "Coder is down."));
    gates[1].fail(new TypeError("a bug"));
    await running;
    await work.drain(never);

    expect(log.lines).toEqual([
      'work that went on without its caller failed {"error":"unavailable: Coder is down."}',
      'work that went on without its caller failed {"error":"TypeError: a bug"}',
    ]);
  });
});

describe("OngoingWork.drain", () => {
  it("says how much is left when its own time is up", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const gate = makeGate();
    await work.run(() => gate.passed, 1, anyCall());

    expect(await work.drain(AbortSignal.timeout(1))).toBe(1);
    expect(await work.drain(AbortSignal.abort())).toBe(1);

    gate.open();
    expect(await work.drain(never)).toBe(0);
  });
});
