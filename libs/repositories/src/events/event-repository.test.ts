import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { adopted, atNoon, changed, ordered, useEventRepositories } from "../../test/make-events.ts";

const { make } = useEventRepositories();

const otter = { workspaceId: "otter" };
const places = [
  ["file", true],
  ["memory", false],
] as const;

describe.each(places)("EventRepository in a %s", (place, isFiled) => {
  it("gives events their place in the log and in the stream of their subject", async () => {
    const { events } = make({ isFiled });
    const raised = {
      type: "alert_raised" as const,
      subject: "fleet" as const,
      data: {
        alert_id: "a-1",
        rule: "fleet_busy" as const,
        severity: "info" as const,
        cause: "c",
        evidence: "91 % busy",
      },
      occurredAt: atNoon,
      origin: { actor: "observer", correlationId: "c-1", traceParent: "00-aa-bb-01" },
    };

    const appended = await events.append([adopted(), changed("busy"), raised]);

    expect(appended).toMatchObject([
      { seq: 1, version: 1, subject: otter },
      { seq: 2, version: 2, data: { to: "busy" } },
      { ...raised, seq: 3, version: 1, recordedAt: atNoon },
    ]);
    expect(await events.read({ limit: 9 })).toEqual(appended);
    expect(await events.state()).toMatchObject({ place, events: 3 });
  });

  it.each([
    [{ workspaceIds: ["otter"] }, [1, 3]],
    [{ workspaceIds: ["otter", "finch"] }, [1, 2, 3]],
    [{ workspaceIds: [] }, []],
    [{ types: ["agent_status_changed" as const] }, [3]],
    [{ correlationId: "c-1" }, [3]],
    [{ since: "2026-01-31T12:00:30Z" }, [3, 4]],
    [{ until: "2026-01-31T12:00:30Z" }, [1, 2]],
    [{ since: "2026-01-31T12:01:00Z" }, [3, 4]],
    [{ until: "2026-01-31T12:01:00Z" }, [1, 2]],
    [{ after: 1, before: 4 }, [2, 3]],
    [{ order: "newest first" as const }, [4, 3, 2, 1]],
    [{ order: "newest first" as const, limit: 2, offset: 1 }, [3, 2]],
    [{ limit: 1 }, [1]],
    [{ offset: 9 }, []],
  ])("finds by %j", async (query, seqs) => {
    const { events } = make({ isFiled });
    const late = { occurredAt: "2026-01-31T12:01:00.000Z", origin: { actor: "riley", correlationId: "c-1" } };
    await events.append([adopted(), adopted({ id: "finch" }), changed("busy", late)]);
    await events.append([adopted({ id: "heron", occurredAt: late.occurredAt })]);

    const found = await events.read({ limit: 10, ...query });

    expect(found.map(({ seq }) => seq)).toEqual(seqs);
  });

  it("counts what a query would find", async () => {
    const { events } = make({ isFiled });
    await events.append([adopted(), changed("busy"), changed("idle")]);

    expect(await events.count({})).toBe(3);
    expect(await events.count({ types: ["agent_status_changed"], after: 2 })).toBe(1);
  });

  it("appends nothing when a subject has moved on", async () => {
    const { events } = make({ isFiled });
    await events.append([adopted()], [{ subject: otter, version: 0 }]);

    const late = await events.append([ordered("Fix it"), changed("busy")], [{ subject: otter, version: 0 }]);

    expect(late).toBe("conflict");
    expect(await events.count({})).toBe(1);
  });

  it("refuses an event that is none of ours, and keeps nothing of its batch", async () => {
    const { events } = make({ isFiled });
    const odd = changed("busy");
    Object.assign(odd.data, { mood: "fine" });

    const unknown = adopted();
    Object.assign(unknown, { type: "agent_dreamt" });

    await expect(events.append([unknown])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(events.append([adopted(), odd])).rejects.toMatchObject({ code: "invalid_input" });
    await expect(events.append([changed("busy", { occurredAt: "soon" })])).rejects.toMatchObject({
      code: "invalid_input",
      hint: "Write it as 2026-01-31T12:00:00Z.",
    });
    await expect(events.read({ limit: 1, since: "yesterday" })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await events.state()).toMatchObject({ place, events: 0 });
  });

  it("folds the ledger on, with all that was appended before it was asked for", async () => {
    const { events } = make({ isFiled });
    await events.append([adopted()]);
    const early = events.ledger();
    await events.append([changed("busy")]);

    const [, late, last] = await Promise.all([early, events.ledger(), events.ledger()]);

    expect(late.cursor).toBe(2);
    expect(last.agents.get("otter")).toMatchObject({ name: "otter", status: "busy", version: 2 });
  });

  it("tells of appends until nobody listens, also when a listener fails", async () => {
    const { events } = make({ isFiled });
    const listener = jest.fn();
    events.onAppended(() => {
      throw new Error("broken listener");
    });
    const stop = events.onAppended(listener);

    await events.append([adopted()]);
    await events.append([]);
    await events.append([changed("busy")], [{ subject: otter, version: 7 }]);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    await events.append([changed("busy")]);

    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("holds a lease until it expires or is released", async () => {
    const { events, clock } = make({ isFiled });

    expect(await events.isLeaseHeld("observer")).toBe(false);
    expect(await events.holdLease("observer", 4_500)).toBe(true);
    expect(await events.holdLease("observer", 4_500)).toBe(true);
    expect(await events.isLeaseHeld("observer")).toBe(true);
    clock.advance(4_500);
    expect(await events.isLeaseHeld("observer")).toBe(false);
    await events.holdLease("observer", 4_500);
    await events.releaseLease("observer");
    expect(await events.isLeaseHeld("observer")).toBe(false);
  });
});

describe("EventRepository", () => {
  it("makes no file before it is used", async () => {
    const { events, file } = make();
    events.onAppended(() => {});
    await events.close();
    expect(existsSync(file)).toBe(false);

    const { events: other } = make({ file });

    expect(await other.state()).toEqual({ place: "file", file, events: 0 });
  });

  it("sees in its ledger what another process appends to the file", async () => {
    const { events: ours, file } = make();
    const { events: theirs } = make({ file });
    await ours.append([adopted()]);
    await theirs.ledger();

    await ours.append([changed("busy")]);
    await theirs.append([changed("idle")]);

    expect((await theirs.ledger()).agents.get("otter")).toMatchObject({ status: "idle", version: 3 });
    expect(await ours.ledger()).toEqual(await theirs.ledger());
  });

  it("lets one of two processes append what both expect", async () => {
    const { events: ours, file } = make();
    const { events: theirs } = make({ file });
    const expected = [{ subject: otter, version: 0 }];

    const answers = await Promise.all([ours.append([adopted()], expected), theirs.append([adopted()], expected)]);

    expect(answers.filter((answer) => answer === "conflict")).toHaveLength(1);
    expect(await ours.count({})).toBe(1);
  });

  it("passes a lease on when its holder does not renew it", async () => {
    const clock = createFakeClock(atNoon);
    const { events: ours, file } = make({ clock });
    const { events: theirs } = make({ file, clock });

    expect(await ours.holdLease("observer", 4_500)).toBe(true);
    expect(await theirs.holdLease("observer", 4_500)).toBe(false);
    expect(await theirs.isLeaseHeld("observer")).toBe(true);
    clock.advance(4_500);

    expect(await theirs.holdLease("observer", 4_500)).toBe(true);
    expect(await ours.holdLease("observer", 4_500)).toBe(false);
  });

  it("passes over what only a newer program understands", async () => {
    const { events, file } = make();
    await events.append([adopted(), changed("busy"), ordered("Fix it")]);
    const other = new DatabaseSync(file);
    other.exec(`UPDATE words SET word = 'agent_dreamt' WHERE word = 'agent_status_changed';
      UPDATE events SET type = (SELECT id FROM words WHERE word = 'task_started') WHERE seq = 1`);
    other.close();

    const { events: older } = make({ file });

    expect((await older.read({ limit: 9 })).map(({ seq }) => seq)).toEqual([3]);
    expect(await older.ledger()).toMatchObject({ cursor: 3 });
    expect((await older.ledger()).agents.get("otter")).toMatchObject({ version: 3, task: { task: "Fix it" } });
  });
});
