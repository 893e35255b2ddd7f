import type { NewFleetEvent } from "@fleet-mcp/models";
import { anyCall } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { createEventService } from "./event-service.ts";

const page = { page: 1, page_size: 20 };

/** The service of a log with these events. */
async function makeService(...events: readonly NewFleetEvent[]) {
  const repositories = makeRepositories();
  await repositories.events.append(events);
  return createEventService({ repositories });
}

const ten = "2026-01-01T10:00:00.000Z";
const eleven = "2026-01-01T11:00:00.000Z";
const life = [
  makeAdopted("otter", { at: ten }),
  makeAdopted("newt", { at: ten }),
  makeEvent("otter-1", "agent_restarted", {}, eleven),
];

describe("EventService.query", () => {
  it("shows the log, newest first, with names", async () => {
    const service = await makeService(...life);

    const { events, ...info } = await service.query({}, page, anyCall());

    expect(events.map(({ seq, type, agent_name }) => [seq, type, agent_name])).toEqual([
      [3, "agent_restarted", "otter"],
      [2, "agent_adopted", "newt"],
      [1, "agent_adopted", "otter"],
    ]);
    expect(events[1]).toEqual({
      seq: 2,
      type: "agent_adopted",
      agent_name: "newt",
      data: { agent_name: "newt", project: "shop-backend", status: "idle" },
      actor: "observer",
      occurred_at: ten,
    });
    expect(info).toEqual({ total: 3, page: 1, page_size: 20, has_next: false, has_previous: false });
  });

  it("pages with the true total", async () => {
    const service = await makeService(...life);

    const second = await service.query({}, { page: 2, page_size: 1 }, anyCall());
    const past = await service.query({}, { page: 9, page_size: 1 }, anyCall());

    expect(second).toMatchObject({ events: [{ seq: 2 }], total: 3, has_next: true, has_previous: true });
    expect(past).toMatchObject({ events: [], total: 3, has_next: false, has_previous: true });
  });

  it("has no next page after a full last one", async () => {
    const service = await makeService(...life);

    expect(await service.query({}, { page: 1, page_size: 3 }, anyCall())).toMatchObject({ has_next: false });
  });

  it("finds everything that ever had a name, in any case", async () => {
    const again = makeEvent("otter-2", "agent_created", { agent_name: "Otter", project: "p", backend: "tasks" });
    const service = await makeService(...life, again);

    const { events, total } = await service.query({ agentName: " OTTER" }, page, anyCall());

    expect(events.map(({ seq }) => seq)).toEqual([4, 3, 1]);
    expect(total).toBe(3);
  });

  it("says when the log never heard of a name", async () => {
    const service = await makeService(...life);

    await expect(service.query({ agentName: "yeti" }, page, anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'The log has nothing on an agent "yeti".',
      hint: expect.stringContaining("list_agents"),
    });
  });

  it("filters by type, by time and by what set it off", async () => {
    const ordered: NewFleetEvent = {
      ...makeEvent("newt-1", "agent_delete_requested", {}, eleven),
      origin: { actor: "ada", correlationId: "order-1" },
    };
    const service = await makeService(...life, ordered);
    const seqs = async (filter: Parameters<typeof service.query>[0]) =>
      (await service.query(filter, page, anyCall())).events.map(({ seq }) => seq);

    expect(await seqs({ types: ["agent_restarted", "agent_delete_requested"] })).toEqual([4, 3]);
    expect(await seqs({ types: [] })).toHaveLength(4);
    expect(await seqs({ since: "2026-01-01T12:00:00+02:00", until: "2026-01-01T11:00:00Z" })).toEqual([2, 1]);
    expect(await seqs({ since: eleven })).toEqual([4, 3]);
    expect(await seqs({ correlationId: "order-1" })).toEqual([4]);
    expect((await service.query({ correlationId: "order-1" }, page, anyCall())).events).toMatchObject([
      { actor: "ada", correlation_id: "order-1" },
    ]);
  });

  it("refuses types that there are not, and times that are none", async () => {
    const service = await makeService();

    await expect(service.query({ types: ["agent_exploded"] }, page, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      message: 'There are no events of type "agent_exploded".',
      hint: expect.stringContaining("agent_restarted"),
    });
    await expect(service.query({ since: "yesterday" }, page, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      message: 'since is "yesterday", which is no time.',
    });
    await expect(service.query({ until: "" }, page, anyCall())).rejects.toMatchObject({ code: "invalid_input" });
    await expect(service.query({ since: "2026-01-02", until: "2026-01-01" }, page, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
      hint: "Exchange the two, or leave one out.",
    });
  });

  it("shows long texts cut and clean, and the fleet's own events without a name", async () => {
    const service = await makeService(
      makeEvent("otter-1", "task_started", {
        task_id: "t",
        task: `go\u001b[31m ${"x".repeat(400)}`,
        origin: "ordered",
      }),
      makeEvent("fleet", "alert_resolved", { alert_id: "coder-1", by: "observer" }),
    );

    const { events } = await service.query({}, page, anyCall());

    expect(events[0]).not.toHaveProperty("agent_name");
    expect(events[1]?.data["task"]).toBe(`go ${"x".repeat(296)}…`);
  });

  it("ends with its caller", async () => {
    const service = await makeService();

    await expect(service.query({}, page, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
  });
});
