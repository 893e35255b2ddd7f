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
});
