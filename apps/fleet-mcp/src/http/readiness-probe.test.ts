import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { createReadinessProbe } from "./readiness-probe.ts";
import type { Readiness } from "./readiness-probe.ts";

/** Time stands still but for `advance`: what waits does so until it is stopped. */
function makeClock() {
  const clock = createFakeClock();
  const sleep = (_ms: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  return { ...clock, sleep };
}

function makeAsk(...answers: readonly Readiness[]) {
  let asked = 0;
  const ask = async (): Promise<Readiness> => answers[asked++] ?? { ready: false, reason: "asked too often" };
  return { ask, asked: () => asked };
}

describe("createReadinessProbe", () => {
  it("asks once for all who ask at the same time", async () => {
    const { ask, asked } = makeAsk({ ready: true });
    const probe = createReadinessProbe(ask, makeClock(), 100);

    const answers = await Promise.all([probe(), probe(), probe()]);

    expect(answers).toEqual([{ ready: true }, { ready: true }, { ready: true }]);
    expect(asked()).toBe(1);
  });

  it("keeps an answer for 5 s, and no longer", async () => {
    const clock = makeClock();
    const { ask } = makeAsk({ ready: true }, { ready: false, reason: "gone" });
    const probe = createReadinessProbe(ask, clock, 100);

    const first = await probe();
    clock.advance(4_999);
    const kept = await probe();
    clock.advance(1);
    const fresh = await probe();

    expect([first, kept, fresh]).toEqual([{ ready: true }, { ready: true }, { ready: false, reason: "gone" }]);
  });

  it("is not ready when asking fails, and says nothing of how", async () => {
    const probe = createReadinessProbe(() => Promise.reject(new Error("secret")), makeClock(), 100);

    expect(await probe()).toEqual({ ready: false, reason: "Asking Coder failed." });
  });

  it("is not ready when Coder does not answer in time", async () => {
    const probe = createReadinessProbe(() => new Promise(() => {}), createFakeClock(), 5_000);

    expect(await probe()).toEqual({ ready: false, reason: "Coder did not answer within 5 s." });
  });
});
