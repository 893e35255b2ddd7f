import type { AlertSeverity, NewFleetEvent } from "@fleet-mcp/models";
import { anyCall } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { createAlertService } from "./alert-service.ts";

const page = { page: 1, page_size: 20 };
const clock = { now: () => Date.parse("2026-01-01T13:00:00Z") };

async function makeParts(...events: readonly NewFleetEvent[]) {
  const repositories = makeRepositories();
  await repositories.events.append(events);
  return { repositories, service: createAlertService({ repositories, clock }) };
}

const raised = (about: string, id: string, severity: AlertSeverity, hour = 12) =>
  makeEvent(
    about,
    "alert_raised",
    { alert_id: id, rule: "offline", severity, cause: id, evidence: "It left." },
    `2026-01-01T${hour}:00:00.000Z`,
  );
const three = [
  makeAdopted("otter"),
  raised("otter-1", "offline-1", "warning", 11),
  raised("otter-1", "offline-2", "critical", 12),
  raised("fleet", "coder-3", "critical", 10),
];

describe("AlertService.list", () => {
  it("shows open alerts, the most severe first, then the oldest", async () => {
    const { service } = await makeParts(...three, raised("newt-1", "settled-4", "critical"), {
      ...makeEvent("newt-1", "alert_resolved", { alert_id: "settled-4", by: "observer" }),
    });

    const { alerts, ...info } = await service.list({}, page, anyCall());

    expect(alerts.map(({ alert_id }) => alert_id)).toEqual(["coder-3", "offline-2", "offline-1"]);
    expect(alerts[1]).toEqual({
      alert_id: "offline-2",
      rule: "offline",
      severity: "critical",
      agent_name: "otter",
      evidence: "It left.",
      since: "2026-01-01T12:00:00.000Z",
      times_escalated: 0,
    });
    expect(info).toEqual({ total: 3, page: 1, page_size: 20, has_next: false, has_previous: false });
  });

  it("filters by severity and pages", async () => {
    const { service } = await makeParts(...three);

    expect(await service.list({ severity: "warning" }, page, anyCall())).toMatchObject({
      alerts: [{ alert_id: "offline-1" }],
      total: 1,
    });
    expect(await service.list({}, { page: 2, page_size: 2 }, anyCall())).toMatchObject({
      alerts: [{ alert_id: "offline-1" }],
      total: 3,
      has_previous: true,
    });
  });
});

describe("AlertService.resolve", () => {
  it("settles an alert of an agent, in the name of who asked", async () => {
    const { repositories, service } = await makeParts(...three);

    const alert = await service.resolve(" offline-1", "was\nexpected", anyCall({ origin: { actor: "ada" } }));

    expect(alert).toMatchObject({ alert_id: "offline-1", resolved_by: "manager" });
    expect((await service.list({}, page, anyCall())).alerts.map(({ alert_id }) => alert_id)).toEqual([
      "coder-3",
      "offline-2",
    ]);
    expect(await repositories.events.read({ types: ["alert_resolved"], limit: 9 })).toMatchObject([
      {
        subject: { workspaceId: "otter-1" },
        origin: { actor: "ada" },
        occurredAt: "2026-01-01T13:00:00.000Z",
        data: { alert_id: "offline-1", by: "manager", note: "was expected" },
      },
    ]);
  });

  it("settles an alert of the fleet", async () => {
    const { repositories, service } = await makeParts(...three);

    await service.resolve("coder-3", undefined, anyCall());

    expect(await repositories.events.read({ types: ["alert_resolved"], limit: 9 })).toMatchObject([
      { subject: "fleet", origin: { actor: "server" }, data: { alert_id: "coder-3", by: "manager" } },
    ]);
  });

  it("leaves a settled alert as it is and says who settled it", async () => {
    const settled = makeEvent("otter-1", "alert_resolved", { alert_id: "offline-1", by: "observer" });
    const { repositories, service } = await makeParts(...three, settled);

    expect(await service.resolve("offline-1", undefined, anyCall())).toMatchObject({ resolved_by: "observer" });
    expect(await repositories.events.count({ types: ["alert_resolved"] })).toBe(1);
  });

  it("names the open ones when there is no such alert", async () => {
    const { service } = await makeParts(...three);
    const { service: quiet } = await makeParts();

    await expect(service.resolve("offline-9", undefined, anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'There is no alert "offline-9".',
      hint: "Open are coder-3, offline-2, offline-1.",
    });
    await expect(quiet.resolve("offline-9", undefined, anyCall())).rejects.toMatchObject({ hint: "No alert is open." });
  });

  it("names ten open ones at most", async () => {
    const many = Array.from({ length: 12 }, (_, index) => raised("otter-1", `offline-${index}`, "warning"));
    const { service } = await makeParts(...many);

    await expect(service.resolve("x", undefined, anyCall())).rejects.toMatchObject({
      hint: expect.stringContaining("offline-9 and 2 more: call list_alerts"),
    });
  });

  it("looks again when somebody else wrote meanwhile", async () => {
    const { service, repositories } = await makeDisturbed(2);

    await service.resolve("offline-1", undefined, anyCall());

    expect(await repositories.events.count({ types: ["alert_resolved"] })).toBe(1);
  });

  it("gives up when somebody else writes all the time", async () => {
    const { service } = await makeDisturbed(9);

    await expect(service.resolve("offline-1", undefined, anyCall())).rejects.toMatchObject({
      code: "busy",
      hint: expect.stringContaining("list_alerts"),
    });
  });

  it("ends with its caller", async () => {
    const { service } = await makeParts(...three);
    const over = { signal: AbortSignal.abort(new Error("gone")) };

    await expect(service.resolve("offline-1", undefined, over)).rejects.toThrow("gone");
    await expect(service.list({}, page, over)).rejects.toThrow("gone");
  });
});

/** A log to which somebody else writes right after it was read, that many times. */
async function makeDisturbed(times: number) {
  const { repositories } = await makeParts(...three);
  const { events } = repositories;
  let left = times;
  const disturbed: typeof events = {
    ...events,
    async ledger() {
      const known = await events.ledger();
      if (left-- > 0) await events.append([makeEvent("otter-1", "agent_restarted", {})]);
      return known;
    },
  };
  return { repositories, service: createAlertService({ repositories: { events: disturbed }, clock }) };
}
