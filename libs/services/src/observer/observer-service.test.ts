import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeObserved } from "../../test/make-observed.ts";
import { gone, ok, refusal } from "../../test/script-coder.ts";
import { makeFleetRow } from "../../test/script-fleet.ts";

const cassettes = useCassettes();

const unreachable = refusal(403, "Forbidden.");
const stopped = makeFleetRow("otter", { status: "stopped" });
const starting = makeFleetRow("otter", { status: "starting", build: 3 });

describe("ObserverService.tick", () => {
  it("writes down what it sees, and nothing twice", async () => {
    const { look, told } = makeObserved(cassettes);

    const first = await look(stopped, makeFleetRow("beaver", { status: "stopped" }));
    const second = await look(stopped, makeFleetRow("beaver", { status: "stopped" }));
    const third = await look(starting, makeFleetRow("beaver", { status: "stopped" }));

    expect(first).toMatchObject({
      agents: 2,
      alerts: [],
      appended: [{ type: "agent_adopted" }, { type: "agent_adopted" }],
    });
    expect(first.problem).toBeUndefined();
    expect(second.appended).toEqual([]);
    expect(third.appended).toMatchObject([{ type: "agent_status_changed", version: 2, origin: { actor: "observer" } }]);
    expect(await told()).toEqual([
      "beaver-1 agent_adopted",
      "otter-1 agent_adopted",
      "otter-1 agent_status_changed starting",
    ]);
  });

  it("goes on where another observer of the same log ended", async () => {
    const { look, another, fleet, told } = makeObserved(cassettes);
    await look(stopped);
    fleet.lists(starting);

    await another().tick(anyCall());

    expect(await told()).toEqual(["otter-1 agent_adopted", "otter-1 agent_status_changed starting"]);
  });

  it("writes nothing twice when two observers look at the same time", async () => {
    const { observer, another, fleet, told } = makeObserved(cassettes);
    fleet.lists(stopped);
    fleet.lists(stopped);

    await Promise.all([observer.tick(anyCall()), another().tick(anyCall())]);

    expect(await told()).toEqual(["otter-1 agent_adopted"]);
  });

  it("keeps the pull request that an agent reports", async () => {
    const { look, noMetadata, repositories } = makeObserved(cassettes);
    const row = makeFleetRow("otter", { reports: [{ state: "complete", message: "done" }] });
    const url = "https://github.com/acme/shop/pull/7";
    for (const { agents } of row.latest_build.resources)
      for (const { apps } of agents) for (const app of apps) for (const status of app.statuses) status.uri = url;
    noMetadata();

    await look(row);

    const { agents } = await repositories.events.ledger();
    expect(agents.get("otter-1")?.pullRequest).toEqual({ url });
  });

  it("reports that Coder cannot be reached, raises that once and takes it back by itself", async () => {
    const { observer, fleet, look, told, clock } = makeObserved(cassettes);
    fleet.answer(unreachable);
    fleet.answer(unreachable);

    const first = await observer.tick(anyCall());
    clock.advance(5_000);
    const second = await observer.tick(anyCall());
    const third = await look(stopped);

    expect(first).toMatchObject({ agents: 0, alerts: [{ rule: "coder_unreachable", severity: "critical" }] });
    expect(first.problem).toMatch(/fleet/);
    expect(second).toMatchObject({ appended: [], alerts: [], problem: first.problem });
    expect(third.problem).toBeUndefined();
    expect(await told()).toEqual([
      "fleet alert_raised coder_unreachable",
      "otter-1 agent_adopted",
      "fleet alert_resolved",
    ]);
  });

  it("takes no agent for deleted while the fleet cannot be listed", async () => {
    const { observer, fleet, look, told } = makeObserved(cassettes);
    await look(stopped);
    fleet.answer(unreachable);

    await observer.tick(anyCall());

    expect(await told()).not.toContain("otter-1 agent_deleted");
  });

  it("raises nothing when it asks too often", async () => {
    const { observer, fleet } = makeObserved(cassettes);
    fleet.answer({ status: 429, json: { message: "Slow down." }, headers: { "retry-after": "100000" } });

    const report = await observer.tick(anyCall());

    expect(report).toMatchObject({ alerts: [], problem: expect.stringContaining("rate limit") });
  });

  it("says that somebody else deleted an agent once Coder has proven it, for half an hour", async () => {
    const { look, lookAfter, told } = makeObserved(cassettes);
    await look(stopped);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);

    const report = await look();
    await look();
    await lookAfter(31 * 60);

    expect(report.alerts).toMatchObject([{ rule: "deleted_by_others", severity: "info", agent_name: "otter" }]);
    expect(await told()).toEqual([
      "otter-1 agent_adopted",
      "otter-1 agent_deleted",
      "otter-1 alert_raised deleted_by_others",
      "otter-1 alert_resolved",
    ]);
  });

  it("raises nothing when the agent was deleted by us, and fails the task that it worked on", async () => {
    const { look, repositories, told } = makeObserved(cassettes);
    await look(stopped);
    await repositories.events.append([
      makeEvent("otter-1", "task_started", { task_id: "t1", task: "x", origin: "ordered" }),
      makeEvent("otter-1", "agent_delete_requested", {}),
    ]);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);

    await look();

    expect((await told()).slice(-2)).toEqual(["otter-1 task_failed", "otter-1 agent_deleted"]);
    expect((await repositories.events.ledger()).agents.get("otter-1")).toMatchObject({
      goneBy: "us",
      task: { state: "failed", outcome: "The agent was deleted while it worked on it." },
    });
  });

  it("does not take an agent for deleted that the list only left out, or that cannot be asked about", async () => {
    const { look, told } = makeObserved(cassettes);
    await look(stopped);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", ok(stopped));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", refusal(403, "No."));

    await look();
    await look();

    expect(await told()).toEqual(["otter-1 agent_adopted"]);
  });

  it("raises a failed start and resolves it when the agent starts again", async () => {
    const { look, told } = makeObserved(cassettes);

    const report = await look(makeFleetRow("otter", { status: "failed", error: "no quota" }));
    await look(starting);

    expect(report.alerts).toMatchObject([
      { rule: "start_failed", severity: "critical", agent_name: "otter", evidence: "Its start failed: no quota." },
    ]);
    expect((await told()).slice(1)).toEqual([
      "otter-1 alert_raised start_failed",
      "otter-1 agent_status_changed starting",
      "otter-1 alert_resolved",
    ]);
  });

  it("raises that an agent is offline after a minute, or sooner where that is set", async () => {
    const offline = makeFleetRow("otter", { machine: "disconnected" });
    const usual = makeObserved(cassettes);
    const quick = makeObserved(cassettes, { offlineSeconds: 5 });

    expect((await usual.look(offline)).alerts).toEqual([]);
    expect((await usual.lookAfter(60, offline)).alerts).toEqual([]);
    expect((await usual.lookAfter(1, offline)).alerts).toMatchObject([{ rule: "offline", severity: "warning" }]);
    expect((await usual.lookAfter(1_800, offline)).alerts).toMatchObject([
      { severity: "critical", times_escalated: 1 },
    ]);
    await quick.look(offline);
    expect((await quick.lookAfter(6, offline)).alerts).toMatchObject([{ rule: "offline" }]);
  });

  it("does not raise again what a manager settled, while its cause lasts", async () => {
    const offline = makeFleetRow("otter", { machine: "disconnected" });
    const { look, lookAfter, repositories } = makeObserved(cassettes);
    await look(offline);
    const { alerts } = await lookAfter(61, offline);
    const resolved = { alert_id: alerts[0]?.alert_id ?? "", by: "manager" } as const;
    await repositories.events.append([makeEvent("otter-1", "alert_resolved", resolved)]);

    expect((await lookAfter(3_600, offline)).appended).toEqual([]);
  });

  it("asks again before it contradicts what somebody wrote down about a pull request", async () => {
    const url = "https://github.com/o/r/pull/1";
    const { look, lookAfter, told, repositories } = makeObserved(cassettes);
    publishes({ pull_request_url: url, pull_request_status: "open" });
    await look(makeFleetRow("otter"));
    await repositories.events.append([makeEvent("otter-1", "pull_request_changed", { url, status: "merged" })]);

    publishes({ pull_request_url: url, pull_request_status: "merged" });
    await lookAfter(5, makeFleetRow("otter"));
    await lookAfter(5, makeFleetRow("otter"));

    expect((await told()).filter((line) => line.includes("pull_request"))).toHaveLength(2);
  });

  it("throws when it is aborted, and writes nothing then", async () => {
    const { observer, told } = makeObserved(cassettes);

    const looking = observer.tick(anyCall({ signal: AbortSignal.abort(new Error("enough")) }));

    await expect(looking).rejects.toThrow("enough");
    expect(await told()).toEqual([]);
  });

  it("knows when it last looked", async () => {
    const { observer, look, clock } = makeObserved(cassettes);

    expect(observer.lastTickAt()).toBeUndefined();
    await look();

    expect(observer.lastTickAt()).toBe(clock.now());
  });
});

/** The machine publishes these once more. */
function publishes(values: Readonly<Record<string, string>>): void {
  const items = Object.entries(values).map(([key, value]) => ({
    result: { value, error: "" },
    description: { key: `fleet_mcp_${key}` },
  }));
  const text = `event: data\ndata: ${JSON.stringify(items)}\n\n`;
  cassettes.answer("GET", "/api/v2/workspaceagents/machine-1/watch-metadata", { status: 200, text });
}
