import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { atNoon, noonClock, seen, testSchemas, useStores } from "../../test/open-test-store.ts";

const open = useStores();

describe("EventLog.append", () => {
  it("gives an event its place in the log and in its stream", async () => {
    const { events } = await open();

    const [first, second, other] = await events.append([seen("otter"), seen("otter", "busy"), seen("finch")]);

    expect(first).toMatchObject({ seq: 1, version: 1, tenant: "default", schema_version: 1 });
    expect(second).toMatchObject({ seq: 2, version: 2, data: { status: "busy" } });
    expect(other).toMatchObject({ seq: 3, version: 1, recorded_at: "2026-01-31T12:00:00.000Z" });
    expect(new Set([first?.id, second?.id, other?.id]).size).toBe(3);
  });

  it("returns what a read returns", async () => {
    const { events } = await open();
    const traced = { causation_id: "call-1", correlation_id: "c-1", trace_parent: "00-aa-bb-01" };

    const stored = await events.append([seen("otter"), { ...seen("otter"), ...traced }]);

    expect(await events.read({ limit: 10 })).toEqual(stored);
  });

  it.each([
    ["an unknown type", { type: "agent_dreamt" }],
    ["a type of every object", { type: "constructor" }],
    ["an unknown field", { data: { status: "idle", mood: "fine" } }],
    ["a wrong field", { data: { status: 1 } }],
    ["a time that is none", { occurred_at: "soon" }],
  ])("refuses %s and keeps nothing of the batch", async (_name, wrong) => {
    const { events } = await open();

    const appending = events.append([seen("otter"), { ...seen("otter"), ...wrong }]);

    await expect(appending).rejects.toMatchObject({ reason: "invalid_event", code: "invalid_input" });
    expect(await events.head()).toBe(0);
  });

  it("refuses when the stream has moved on, and keeps nothing of the batch", async () => {
    const { events } = await open();
    const stream = { type: "agent", id: "otter" };
    await events.append([seen("otter")], { expected: [{ stream, version: 0 }] });

    const late = events.append([seen("finch"), seen("otter")], { expected: [{ stream, version: 0 }] });

    await expect(late).rejects.toMatchObject({ reason: "conflict" });
    expect(await events.versionOf(stream)).toBe(1);
    expect(await events.head()).toBe(1);
  });

  it("goes on after a batch that was rolled back, with its words unlearnt", async () => {
    const { events } = await open();
    const stream = { type: "agent", id: "otter" };
    const refused = events.append([{ ...seen("otter"), actor: "riley" }], { expected: [{ stream, version: 7 }] });
    await expect(refused).rejects.toThrow();

    await events.append([{ ...seen("otter"), actor: "riley" }]);

    expect(await events.read({ limit: 9 })).toMatchObject([{ actor: "riley", version: 1 }]);
  });

  it("keeps whole milliseconds, whatever the clock says", async () => {
    const { events } = await open({ clock: { ...noonClock, now: () => atNoon + 0.5 } });

    await events.append([seen("otter")]);

    expect(await events.read({ limit: 1 })).toMatchObject([{ recorded_at: "2026-01-31T12:00:00.000Z" }]);
  });

  it("takes nothing for nothing", async () => {
    const { events } = await open();

    await expect(events.append([])).resolves.toEqual([]);
  });

  it("keeps the order of calls that run side by side", async () => {
    const { events } = await open();
    const statuses = Array.from({ length: 30 }, (_, index) => `status ${index}`);

    await Promise.all(statuses.map((status) => events.append([seen("otter", status)])));

    const read = await events.read({ limit: 100 });
    expect(read.map(({ data }) => data)).toEqual(statuses.map((status) => ({ status })));
    expect(read.map(({ version }) => version)).toEqual(statuses.map((_, index) => index + 1));
  });
});

describe("EventLog.read", () => {
  it.each([
    [{ types: ["agent_gone"] }, [3]],
    [{ types: ["agent_gone", "agent_seen"], stream: { type: "agent", id: "finch" } }, [2]],
    [{ streams: [{ type: "agent", id: "finch" }] }, [2]],
    [{ streams: ["otter", "finch"].map((id) => ({ type: "agent", id })) }, [1, 2, 3]],
    [
      {
        streams: [
          { type: "agent", id: "otter" },
          { type: "fleet", id: "finch" },
        ],
      },
      [1, 3],
    ],
    [{ streams: [] }, []],
    [{ correlation_id: "c-1" }, [2]],
    [{ since: "2026-01-31T11:59:30Z" }, [3]],
    [{ until: "2026-01-31T11:59:30Z" }, [1, 2]],
    [{ after: 1 }, [2, 3]],
    [{ before: 3, order: "newest first" as const }, [2, 1]],
    [{ tenant: "acme" }, [4]],
  ])("finds by %j", async (filter, places) => {
    const { events } = await open();
    const gone = { ...seen("otter"), type: "agent_gone", data: {}, occurred_at: "2026-01-31T11:59:30.000Z" };
    await events.append([seen("otter"), { ...seen("finch"), correlation_id: "c-1" }, gone]);
    await events.append([seen("otter")], { tenant: "acme" });

    const found = await events.read({ ...filter, limit: 10 });

    expect(found.map(({ seq }) => seq)).toEqual(places);
    expect(await events.count(filter)).toBe(places.length);
  });

  it("returns no more than asked for", async () => {
    const { events } = await open();
    await events.append([seen("otter"), seen("otter"), seen("otter")]);

    expect((await events.read({ limit: 2 })).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await events.read({ limit: 2, order: "newest first" })).map(({ seq }) => seq)).toEqual([3, 2]);
    expect((await events.read({ limit: 2, offset: 2 })).map(({ seq }) => seq)).toEqual([3]);
  });

  it("tolerates what a newer program wrote", async () => {
    const newer = { version: 2, types: { ...testSchemas.types, agent_sang: z.object({ song: z.string() }) } };
    const { events, file } = await open({ schemas: newer });
    await events.append([{ ...seen("otter"), type: "agent_sang", data: { song: "low" } }]);

    const { events: older } = await open({ file });

    expect(await older.read({ limit: 1 })).toMatchObject([
      { type: "agent_sang", data: { song: "low" }, schema_version: 2 },
    ]);
  });
});
