import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeRecord } from "../../test/make-record.ts";
import { at, makeWatch, reports } from "../../test/make-watch.ts";

const { build } = makeRecord();

describe("compareAgent", () => {
  it("adopts an agent that the log does not know, with what proves its state", () => {
    const watch = makeWatch();

    const told = watch.look(60, makeRecord({ role: "reviewer" }, { reports: reports([1, "completed", "done"]) }));

    expect(told).toEqual([
      [
        "agent_adopted",
        {
          agent_name: "otter",
          project: "shop-backend",
          role: "reviewer",
          owner_id: "user-1",
          status: "idle",
          build_id: "build-1",
          report_at: at(1),
        },
      ],
    ]);
  });

  it("says nothing about an agent that is as it was", () => {
    const watch = makeWatch();
    watch.look(0, makeRecord());

    expect(watch.look(5, makeRecord())).toEqual([]);
  });

  it("does not adopt an agent that we created: its first status is news without a status before", () => {
    const watch = makeWatch();
    const created = { agent_name: "otter", project: "shop-backend", backend: "tasks" } as const;
    watch.record(makeEvent("otter-1", "agent_created", created, at(0)));

    const told = watch.look(5, makeRecord({ status: "starting", status_reason: "its coding CLI is starting" }));

    expect(told).toEqual([
      ["agent_status_changed", { to: "starting", reason: "its coding CLI is starting", build_id: "build-1" }],
    ]);
  });

  it("adopts an agent of which only an order is known", () => {
    const watch = makeWatch();
    watch.record(makeEvent("otter-1", "task_started", { task_id: "t1", task: "x", origin: "ordered" }, at(0)));

    expect(watch.look(5, makeRecord()).map(([type]) => type)).toEqual(["agent_adopted"]);
  });

  it("tells a change once, with the report and the build that prove it", () => {
    const watch = makeWatch();
    watch.look(0, makeRecord({ status: "starting" }));
    const idle = makeRecord({ since: at(3) }, { reports: reports([3, "idle"]) });

    expect(watch.look(5, idle)).toEqual([
      ["agent_status_changed", { from: "starting", to: "idle", report_at: at(3), build_id: "build-1" }],
    ]);
    expect(watch.look(10, idle)).toEqual([]);
  });

  it("dates a change as Coder does, but neither before the last change nor after now", () => {
    const watch = makeWatch();
    watch.look(0, makeRecord({ status: "starting" }));

    watch.look(10, makeRecord({ status: "idle", since: at(7) }));
    watch.look(20, makeRecord({ status: "offline", since: at(2) }));
    watch.look(30, makeRecord({ status: "idle", since: at(9_999) }));

    expect(watch.told.slice(1).map(({ occurredAt }) => occurredAt)).toEqual([at(7), at(20), at(30)]);
  });

  it("tells a restart that nobody wrote down, and none that was", () => {
    const watch = makeWatch();
    const second = makeRecord({}, { build: { ...build, id: "build-3", number: 3 } });
    const third = makeRecord({}, { build: { ...build, id: "build-5", number: 5 } });
    watch.look(0, makeRecord());

    const byOthers = watch.look(60, second);
    watch.record(makeEvent("otter-1", "agent_restarted", { build_id: "build-5" }, at(70)));
    const byUs = watch.look(90, third);

    expect(byOthers).toEqual([["agent_restarted", { build_id: "build-3" }]]);
    expect(byUs).toEqual([]);
  });

  it("takes the first start of an agent for no restart, and a start after a pause for one", () => {
    const watch = makeWatch();
    const types = (told: ReturnType<typeof watch.look>) => told.map(([type]) => type);
    const stopped = { build: { ...build, id: "build-2", transition: "stop" as const } };
    watch.look(0, makeRecord({ status: "starting" }));

    expect(types(watch.look(5, makeRecord()))).toEqual(["agent_status_changed"]);
    expect(types(watch.look(10, makeRecord({ status: "stopped" }, stopped)))).toEqual(["agent_status_changed"]);
    expect(types(watch.look(15, makeRecord({}, { build: { ...build, id: "build-3" } })))).toEqual([
      "agent_restarted",
      "agent_status_changed",
    ]);
  });

  it("tells that health was lost and came back, but nothing of a machine that is on its way", () => {
    const watch = makeWatch();
    const sick = { isHealthy: false };
    watch.look(0, makeRecord({ status: "starting" }, sick));

    const lost = watch.look(5, makeRecord({ status: "offline", status_reason: "gone" }, sick));
    const stopping = watch.look(10, makeRecord({ status: "stopping" }));
    const back = watch.look(15, makeRecord());

    expect(watch.told[1]?.type).toBe("agent_status_changed");
    expect(lost[1]).toEqual(["agent_health_changed", { healthy: false, reason: "gone" }]);
    expect(stopping).toHaveLength(1);
    expect(back[1]).toEqual(["agent_health_changed", { healthy: true }]);
  });

  it("knows a renamed agent by its new name, and tells nothing else as new", () => {
    const watch = makeWatch();
    watch.look(0, makeRecord());
    const renamed = makeRecord({ name: "beaver", role: "reviewer" }, { workspaceId: "otter-1" });

    expect(watch.look(5, renamed).map(([type]) => type)).toEqual(["agent_adopted"]);
    expect(watch.known()).toMatchObject({ name: "beaver", since: at(0), upBuildId: "build-1" });
    expect(watch.look(10, renamed)).toEqual([]);
  });

  it("tells a pull request when it changes", () => {
    const watch = makeWatch();
    const url = "https://github.com/o/r/pull/1";
    watch.look(0, makeRecord());

    const opened = watch.look(5, makeRecord(), { url, status: "open", check_status: "pending" });
    const same = watch.look(10, makeRecord(), { url, status: "open", check_status: "pending" });
    const passed = watch.look(15, makeRecord(), { url, status: "open", check_status: "passing" });

    expect(opened).toEqual([["pull_request_changed", { url, status: "open", check_status: "pending" }]]);
    expect(same).toEqual([]);
    expect(passed).toHaveLength(1);
  });

  it("takes nothing back when only the link, or nothing, can be read", () => {
    const watch = makeWatch();
    const url = "https://github.com/o/r/pull/1";
    watch.look(0, makeRecord(), { url, status: "open" });

    expect(watch.look(5, makeRecord(), { url })).toEqual([]);
    expect(watch.look(10, makeRecord())).toEqual([]);
    expect(watch.look(15, makeRecord(), { url: `${url}0` })).toEqual([["pull_request_changed", { url: `${url}0` }]]);
  });
});
