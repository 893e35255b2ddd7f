import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { createFaults } from "./faults.ts";

const random = () => createRandom("faults");
const times = (count: number, strike: () => unknown) =>
  Array.from({ length: count }, strike).map((setting) => setting !== undefined);

describe("createFaults", () => {
  it("strikes the next few times for certain and then no more", () => {
    const faults = createFaults(random(), { reset: { next: 2 } });

    expect(times(4, () => faults.strikes("reset"))).toEqual([true, true, false, false]);
    expect(faults.counts()).toEqual({ reset: 2 });
  });

  it("strikes by chance, and in bursts", () => {
    const faults = createFaults(random(), {
      slow: { probability: 0.1 },
      "server-error": { probability: 0.05, burst: 3 },
    });

    const slow = times(2_000, () => faults.strikes("slow")).filter(Boolean).length;
    const errors = times(2_000, () => faults.strikes("server-error"));

    expect(slow).toBeGreaterThan(150);
    expect(slow).toBeLessThan(250);
    expect(errors.slice(errors.indexOf(true)).slice(0, 4)).toEqual([true, true, true, true]);
  });

  it("strikes only what the filters name", () => {
    const faults = createFaults(random(), {
      "build-fail": { probability: 1, agent: "otter", transition: "stop" },
      reset: { probability: 1, method: "POST", path: "/send" },
    });

    expect(faults.strikes("build-fail", { agent: "otter", transition: "start" })).toBeUndefined();
    expect(faults.strikes("build-fail", { agent: "heron", transition: "stop" })).toBeUndefined();
    expect(faults.strikes("build-fail", { agent: "otter", transition: "stop" })).toBeDefined();
    expect(faults.strikes("reset", { method: "GET", path: "/tasks/me/1/send" })).toBeUndefined();
    expect(faults.strikes("reset", { method: "POST", path: "/tasks" })).toBeUndefined();
    expect(faults.strikes("reset", { method: "POST" })).toBeUndefined();
    expect(faults.strikes("reset", { method: "POST", path: "/tasks/me/1/send" })).toBeDefined();
  });

  it("may be changed one by one, and cleared", () => {
    const faults = createFaults(random(), { reset: { probability: 1 }, slow: { probability: 1 } });

    faults.set({ reset: undefined });
    expect([faults.strikes("reset"), faults.strikes("slow")]).toEqual([undefined, { probability: 1 }]);
    faults.clear();

    expect(faults.strikes("slow")).toBeUndefined();
  });
});
