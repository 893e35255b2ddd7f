import type { NewFleetEvent } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { refusal } from "../../test/script-coder.ts";
import { makeFleetRow, scriptFleet } from "../../test/script-fleet.ts";
import { createFleetService } from "./fleet-service.ts";

const cassettes = useCassettes();
const noon = "2026-01-01T12:00:00.000Z";

async function makeParts(...events: readonly NewFleetEvent[]) {
  const clock = createFakeClock(noon);
  const repositories = makeRepositories({ clock });
  await repositories.events.append(events);
  return { repositories, clock, service: createFleetService({ repositories, clock }) };
}

const ended = (name: string, at: string) => makeEvent(`${name}-1`, "task_succeeded", { reported: true }, at);

describe("FleetService.status", () => {
  it("joins what Coder says now with what the log knows", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"), makeFleetRow("newt", { status: "stopped" }));
    const { service } = await makeParts(makeAdopted("otter"), ended("otter", "2026-01-01T11:30:00.000Z"));

    expect(await service.status(anyCall())).toMatchObject({
      total: 2,
      by_status: { idle: 1, stopped: 1 },
      oldest_waiting: { agent_name: "otter" },
      last_hour: { started: 0, finished: 1, failed: 0 },
      computed_at: noon,
    });
  });

  it("says nothing about the log when nothing is wrong with it", async () => {
    scriptFleet(cassettes).lists();
    const { service } = await makeParts();

    expect(await service.status(anyCall())).not.toHaveProperty("notes");
  });

  it("says when the log is in memory only because its file cannot be used", async () => {
    scriptFleet(cassettes).lists();
    const { repositories, clock } = await makeParts();
    const events: Repositories["events"] = {
      ...repositories.events,
      state: async () => ({ place: "memory", problem: "The disk is full.", next: "Make room." }),
    };

    const { notes } = await createFleetService({ repositories: { ...repositories, events }, clock }).status(anyCall());

    expect(notes).toEqual([
      "The event log is in memory only, so older figures are missing: The disk is full. Make room.",
    ]);
  });

  it("fails as other services do when Coder does not list the fleet", async () => {
    scriptFleet(cassettes).answer(refusal(403, "Forbidden."));
    const { service } = await makeParts();

    await expect(service.status(anyCall())).rejects.toMatchObject({
      name: "ServiceError",
      code: "forbidden",
    });
  });
});

describe("FleetService.digest", () => {
  it("tells what happened after the cursor, and where to go on", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const { service } = await makeParts(
      makeAdopted("otter"),
      ended("otter", "2026-01-01T10:00:00.000Z"),
      ended("otter", "2026-01-01T11:00:00.000Z"),
    );

    const { digest, cursor, computed_at } = await service.digest({ sinceCursor: 2, maxTokens: 2_000 }, anyCall());

    expect(digest).toContain("Finished since your cursor (1):\n- otter: succeeded, 60 min ago");
    expect([cursor, computed_at]).toEqual([3, noon]);
  });

  it("tells of the last day without a cursor", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const { service } = await makeParts(
      makeAdopted("otter"),
      ended("otter", "2025-12-30T10:00:00.000Z"),
      ended("otter", "2026-01-01T10:00:00.000Z"),
    );

    const { digest } = await service.digest({ maxTokens: 2_000 }, anyCall());

    expect(digest).toContain("Finished in the last day (1):\n- otter: succeeded, 2 h ago");
  });

  it("counts tasks that ended also when they are too many to be read", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const many = Array.from({ length: 1_100 }, () => ended("otter", "2026-01-01T10:00:00.000Z"));
    const { service } = await makeParts(makeAdopted("otter"), ...many);

    const { digest, left_out } = await service.digest({ maxTokens: 500 }, anyCall());

    const shown = digest.split("\n").filter((line) => line.includes("succeeded")).length;
    expect(digest).toContain("Finished in the last day (1100):\n");
    expect(left_out).toContain(
      `${1_100 - shown} of "Finished in the last day" (query_events with types ["task_succeeded","task_failed","task_cancelled"])`,
    );
  });

  it("keeps to four characters a token", async () => {
    const rows = Array.from({ length: 90 }, (_, index) => makeFleetRow(`agent-${index}`, { status: "failed" }));
    scriptFleet(cassettes).lists(...rows);
    const { service } = await makeParts();

    const { digest, left_out = "" } = await service.digest({ maxTokens: 200 }, anyCall());

    expect(digest.length + left_out.length).toBeLessThanOrEqual(800);
    expect(left_out).toContain("list_alerts");
  });

  it("refuses a budget that is too small or too large, and a cursor of another log", async () => {
    const { service } = await makeParts(makeAdopted("otter"));

    await expect(service.digest({ maxTokens: 49 }, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      message: "A digest has 50 to 8000 tokens, not 49.",
    });
    await expect(service.digest({ maxTokens: 8_001 }, anyCall())).rejects.toMatchObject({ code: "invalid_input" });
    await expect(service.digest({ maxTokens: 2_000, sinceCursor: 2 }, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      message: "The event log is at 1; cursor 2 is not of this log.",
    });
    await expect(service.digest({ maxTokens: 2_000, sinceCursor: -1 }, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("fails as other services do when Coder does not list the fleet", async () => {
    scriptFleet(cassettes).answer(refusal(403, "Forbidden."));
    const { service } = await makeParts();

    await expect(service.digest({ maxTokens: 2_000 }, anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });
});
