import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeGate } from "../test/make-gate.ts";
import { makeLog } from "../test/make-log.ts";
import { createOngoingWork } from "./ongoing-work.ts";
import { ServiceError } from "./service-error.ts";

const longMs = 60_000;
const never = new AbortController().signal;
const handover = { kind: "restart", agentName: "otter", workspaceId: "w1", ownerId: "u1", buildId: "b1" } as const;
const longTerms = { foregroundMs: longMs, handover };

describe("OngoingWork.run", () => {
  it("gives the job's result", async () => {
    const work = createOngoingWork({ log: makeLog() });

    expect(await work.run(async () => 7, longTerms, anyCall())).toEqual({ value: 7 });
  });

  it("gives the job's failure, and logs nothing about it", async () => {
    const log = makeLog();
    const failure = new ServiceError("busy", "It is busy.");

    const running = createOngoingWork({ log }).run(() => Promise.reject(failure), longTerms, anyCall());

    await expect(running).rejects.toBe(failure);
    expect(log.lines).toEqual([]);
  });

  it("starts nothing for a caller who is gone already", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const started: string[] = [];

    const running = work.run(async () => started.push("job"), longTerms, {
      signal: AbortSignal.abort(new Error("gone")),
    });

    await expect(running).rejects.toThrow("gone");
    expect(started).toEqual([]);
  });

  it("passes progress on while the caller listens", async () => {
    const heard: string[] = [];
    const work = createOngoingWork({ log: makeLog() });

    await work.run(
      async ({ onProgress }) => onProgress?.({ message: "half-way", elapsedMs: 1 }),
      longTerms,
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
      { foregroundMs: 1, handover },
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );
    gate.open();

    expect(result).toBeUndefined();
    expect(await work.drain(never)).toEqual([]);
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
      longTerms,
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
      gates.map(({ passed }) => work.run(() => passed, longTerms, { signal: caller.signal })),
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
  it("stops what is not done in time, and gives it as data", async () => {
    const log = makeLog();
    const work = createOngoingWork({ log });
    const steps: string[] = [];
    await work.run(
      async ({ signal }) => {
        await once(signal, "abort");
        steps.push("stopped");
        throw signal.reason;
      },
      { foregroundMs: 1, handover },
      anyCall(),
    );

    expect(await work.drain(AbortSignal.timeout(1))).toEqual([handover]);
    expect(steps).toEqual(["stopped"]);
    expect(log.lines).toEqual([]);
  });

  it("does not hand over what still came to its end", async () => {
    const work = createOngoingWork({ log: makeLog() });
    await work.run(({ signal }) => once(signal, "abort"), { foregroundMs: 1, handover }, anyCall());

    expect(await work.drain(AbortSignal.abort())).toEqual([]);
  });

  it("does not hand over what failed by itself", async () => {
    const log = makeLog();
    const work = createOngoingWork({ log });
    await work.run(
      async ({ signal }) => {
        await once(signal, "abort");
        throw new ServiceError("build_failed", "It broke.");
      },
      { foregroundMs: 1, handover },
      anyCall(),
    );

    expect(await work.drain(AbortSignal.abort())).toEqual([]);
    expect(log.lines).toEqual(['work that went on without its caller failed {"error":"build_failed: It broke."}']);
  });

  it("gives up on a job that does not stop", async () => {
    const work = createOngoingWork({ log: makeLog() });
    const gate = makeGate();
    await work.run(() => gate.passed, { foregroundMs: 1, handover }, anyCall());

    expect(await work.drain(AbortSignal.abort())).toEqual([handover]);

    gate.open();
    expect(await work.drain(never)).toEqual([]);
  });
});
