import { describe, expect, it } from "@jest/globals";
import { createStays, statusOf } from "./stays.ts";
import type { SampledAgent } from "./stays.ts";

const ant: SampledAgent = {
  workspaceId: "w1",
  name: "ant",
  workspaceStatus: "running",
  taskStatus: "active",
  isDeleted: false,
  statuses: [{ atMs: 5, state: "idle" }],
  builds: [{ atMs: 1 }],
};
const working = { atMs: 6, state: "working" };

describe("statusOf", () => {
  it.each([
    ["idle", {}],
    ["idle", { statuses: [] }],
    ["busy", { statuses: [...ant.statuses, working] }],
    ["idle", { statuses: [working], builds: [{ atMs: 7 }] }],
    ["stopped", { workspaceStatus: "stopped", taskStatus: "paused" }],
    ["deleted", { isDeleted: true }],
    [undefined, { taskStatus: "initializing" }],
    [undefined, { taskStatus: undefined }],
  ])("is %s for %j", (status, changes) => {
    expect(statusOf({ ...ant, ...changes })).toBe(status);
  });
});

describe("createStays", () => {
  it("tells from when to when each status was seen", () => {
    const stays = createStays();

    stays.add(100, [ant]);
    stays.add(200, [ant, { ...ant, workspaceId: "w2", name: "bee" }]);
    stays.add(300, [{ ...ant, taskStatus: "initializing" }]);
    stays.add(400, [{ ...ant, statuses: [working] }]);

    expect(stays.all()).toEqual([
      { workspaceId: "w1", name: "ant", status: "idle", fromMs: 100, toMs: 200 },
      { workspaceId: "w2", name: "bee", status: "idle", fromMs: 200, toMs: 200 },
      { workspaceId: "w1", name: "ant", status: "busy", fromMs: 400, toMs: 400 },
    ]);
  });

  it("takes the same status after another build for another stay", () => {
    const stays = createStays();
    const failed = { ...ant, workspaceStatus: "failed" };

    stays.add(100, [failed]);
    stays.add(200, [{ ...failed, builds: [...failed.builds, { atMs: 150 }] }]);

    expect(stays.all().map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [100, 100],
      [200, 200],
    ]);
  });

  it("takes the same status after a task that nobody saw for another stay, and reports on one task for one", () => {
    const stays = createStays();
    const idle = { ...working, state: "idle" };

    stays.add(100, [{ ...ant, statuses: [idle] }]);
    stays.add(200, [{ ...ant, statuses: [idle, working, idle] }]);
    stays.add(300, [{ ...ant, statuses: [idle, working, idle, working] }]);
    stays.add(400, [{ ...ant, statuses: [idle, working, idle, working, working] }]);

    expect(stays.all().map(({ status, fromMs, toMs }) => [status, fromMs, toMs])).toEqual([
      ["idle", 100, 100],
      ["idle", 200, 200],
      ["busy", 300, 400],
    ]);
  });
});
