import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { appendChanges } from "./append-changes.ts";

const changed = (about: string) => makeEvent(about, "agent_status_changed", { to: "busy" });

describe("appendChanges", () => {
  it("writes nothing when nothing has changed", async () => {
    const { events } = makeRepositories();

    expect(await appendChanges(events, [], await events.ledger())).toEqual([]);
  });

  it("writes the events of all subjects in their order", async () => {
    const { events } = makeRepositories();
    const fleetAlert = { alert_id: "a", rule: "fleet_busy", severity: "info", cause: "c", evidence: "e" } as const;
    const changes = [
      makeAdopted("otter"),
      makeAdopted("beaver"),
      changed("otter-1"),
      makeEvent("fleet", "alert_raised", fleetAlert),
    ];

    const appended = await appendChanges(events, changes, await events.ledger());

    expect(appended.map(({ seq, version }) => [seq, version])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 1],
    ]);
  });

  it("leaves out whom somebody else wrote about meanwhile, and nobody else", async () => {
    const { events } = makeRepositories();
    await events.append([makeAdopted("otter"), makeAdopted("beaver")]);
    const stale = await events.ledger();
    await events.append([makeEvent("otter-1", "agent_delete_requested", {})]);

    const appended = await appendChanges(events, [changed("otter-1"), changed("beaver-1")], stale);

    expect(appended.map(({ subject }) => subject)).toEqual([{ workspaceId: "beaver-1" }]);
    expect(await events.count({ workspaceIds: ["otter-1"] })).toBe(2);
  });

  it("writes all that is left at once, however often it is overtaken", async () => {
    const { repositories, stale, changes } = await makeOvertaken(3);

    const appended = await appendChanges(repositories, changes, stale);

    expect(appended.map(({ subject }) => subject)).toEqual([{ workspaceId: "heron-1" }, { workspaceId: "toad-1" }]);
    expect(repositories.appends).toBe(4);
  });

  it("leaves to the next look what others do not let through", async () => {
    const { repositories, stale, changes } = await makeOvertaken(5);

    expect(await appendChanges(repositories, changes, stale)).toEqual([]);
    expect(repositories.appends).toBe(5);
  });
});

/** Somebody else writes about one agent more before each of the first appends. */
async function makeOvertaken(times: number) {
  const { events } = makeRepositories();
  const names = ["otter", "beaver", "finch", "heron", "toad"];
  await events.append(names.map((name) => makeAdopted(name)));
  const stale = await events.ledger();
  const repositories = {
    appends: 0,
    ledger: events.ledger,
    async append(...args: Parameters<typeof events.append>) {
      const name = repositories.appends < times ? names[repositories.appends] : undefined;
      repositories.appends += 1;
      if (name !== undefined) await events.append([makeEvent(`${name}-1`, "agent_delete_requested", {})]);
      return events.append(...args);
    },
  };
  return { repositories, stale, changes: names.map((name) => changed(`${name}-1`)) };
}
