import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { adopted, atNoon, changed, ordered, useEventRepositories } from "../../test/make-events.ts";
import { RepositoryError } from "../repository-error.ts";
import type { OpenFile } from "./places.ts";

const { make, makeFile } = useEventRepositories();
const otter = { workspaceId: "otter" };
const warning = "the event log cannot be used; events are kept in memory";

/** A file whose appends fail, after some, as long as `fault.says` is set; it can be read meanwhile, as on a full disk. */
function breakable() {
  const fault: { says?: string; after: number } = { after: 0 };
  const around = ({ file, open }: OpenFile): OpenFile => ({
    file,
    async open() {
      const place = await open();
      return {
        ...place,
        async append(...call) {
          if (fault.says && --fault.after < 0)
            throw new RepositoryError("unavailable", fault.says, { hint: "Free space on the disk." });
          return place.append(...call);
        },
      };
    },
  });
  return { fault, around };
}

const typesIn = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe("EventRepository whose file was deleted", () => {
  it("begins a new one after 30 s, with what was kept in memory, and introduces the agents", async () => {
    const { events, file, clock, warnings } = make();
    await events.append([adopted(), changed("busy")]);
    await events.ledger();
    rmSync(file);

    const kept = await events.append([changed("idle")]);
    await events.append([ordered("Fix it")]);
    expect(kept).toMatchObject([{ seq: 3, version: 3 }]);
    expect((await events.ledger()).agents.get("otter")).toMatchObject({ name: "otter", status: "idle", version: 4 });
    expect(await events.state()).toEqual({
      place: "memory",
      file,
      problem: `The event log ${file} was removed or replaced.`,
      next: "A new one is begun at its place. Events are kept in memory until then.",
      events: 2,
    });
    clock.advance(30_000);

    expect(await events.state()).toEqual({ place: "file", file, events: 3 });
    const read = await events.read({ limit: 9 });
    expect(typesIn(read)).toEqual(["agent_adopted", "agent_status_changed", "task_started"]);
    expect(read.map(({ seq, version }) => [seq, version])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect((await events.ledger()).agents.get("otter")).toMatchObject({
      name: "otter",
      project: "web",
      status: "idle",
    });
    expect(warnings).toEqual([warning]);
  });

  it("notices it also when it only reads, and finds what another process wrote to a new one", async () => {
    const { events, file, clock } = make();
    await events.append([adopted()]);
    rmSync(file);
    const { events: theirs } = make({ file });
    await theirs.append([adopted({ id: "finch" })]);

    await events.ledger();
    clock.advance(30_000);

    expect([...(await events.ledger()).agents.keys()]).toEqual(["finch"]);
  });

  it("saves what is in memory when it is closed", async () => {
    const { events, file, warnings } = make();
    await events.append([adopted()]);
    await events.ledger();
    rmSync(file);
    await events.append([ordered("Fix it")]);

    await events.close();

    const { events: later } = make({ file });
    expect(typesIn(await later.read({ limit: 9 }))).toEqual(["agent_adopted", "task_started"]);
    expect(warnings).toEqual([warning]);
  });
});

describe("EventRepository whose file cannot be written", () => {
  it("goes on from what the file told, and gives back in order what was kept, once", async () => {
    const { fault, around } = breakable();
    const { events, clock, warnings } = make({ around });
    await events.append([adopted(), changed("busy")]);
    fault.says = "The event log does not fit on the disk.";

    await events.append([changed("idle")], [{ subject: otter, version: 2 }]);
    await events.append([ordered("Fix it"), adopted({ id: "finch" })], [{ subject: otter, version: 3 }]);
    expect(await events.append([changed("busy")], [{ subject: otter, version: 3 }])).toBe("conflict");
    clock.advance(30_000);
    await events.append([changed("offline")]);
    expect((await events.ledger()).agents.get("otter")).toMatchObject({ status: "offline", version: 5 });
    delete fault.says;
    clock.advance(29_999);
    expect(await events.state()).toMatchObject({ place: "memory", events: 4 });
    clock.advance(1);

    const read = await events.read({ limit: 9 });
    expect(read.map(({ subject, version, seq }) => [subject, version, seq])).toEqual([
      [otter, 1, 1],
      [otter, 2, 2],
      [otter, 3, 3],
      [otter, 4, 4],
      [{ workspaceId: "finch" }, 1, 5],
      [otter, 5, 6],
    ]);
    expect(await events.ledger()).toMatchObject({ cursor: 6 });
    expect(warnings).toEqual([warning]);
  });

  it("warns again for another problem, and for the same one after it was solved", async () => {
    const { fault, around } = breakable();
    const { events, clock, warnings } = make({ around });
    fault.says = "full";
    await events.append([adopted()]);
    clock.advance(30_000);
    await events.state();
    expect(warnings).toHaveLength(1);
    fault.says = "read-only";
    clock.advance(30_000);
    await events.state();
    expect(warnings).toHaveLength(2);
    delete fault.says;
    clock.advance(30_000);
    await events.state();
    fault.says = "read-only";
    await events.append([changed("busy")]);

    expect(warnings).toHaveLength(3);
  });

  it("gives back what was ordered but not what another process observed meanwhile", async () => {
    const { fault, around } = breakable();
    const { events, file, clock } = make({ around });
    const { events: theirs } = make({ file });
    await events.append([adopted(), adopted({ id: "finch" })]);
    fault.says = "full";
    await events.append([changed("busy"), ordered("Fix it"), changed("busy", { id: "finch" })]);
    await theirs.append([changed("busy")]);
    delete fault.says;
    clock.advance(30_000);

    const read = await events.read({ limit: 9, after: 2 });

    expect(read.map(({ type, subject }) => [type, subject])).toEqual([
      ["agent_status_changed", otter],
      ["task_started", otter],
      ["agent_status_changed", { workspaceId: "finch" }],
    ]);
  });

  it("keeps the order of what is appended while it turns to memory and back", async () => {
    const { fault, around } = breakable();
    const { events, clock } = make({ around });
    await events.append([adopted()]);
    fault.says = "full";
    const tasks = Array.from({ length: 70 }, (_, index) => `task ${index}`);
    await Promise.all(tasks.slice(0, 60).map((task) => events.append([ordered(task)])));
    delete fault.says;
    clock.advance(30_000);
    await Promise.all(tasks.slice(60).map((task) => events.append([ordered(task)])));

    const read = await events.read({ limit: 100, types: ["task_started"] });

    expect(read.map(({ data }) => "task" in data && data.task)).toEqual(tasks);
  });

  it("does not make who appends wait while the file is tried again, and keeps the order", async () => {
    const { fault, around } = breakable();
    let gate: Promise<void> | undefined;
    const gated = (inner: OpenFile): OpenFile => ({
      file: inner.file,
      async open() {
        await gate;
        return around(inner).open();
      },
    });
    const { events, clock } = make({ around: gated });
    fault.says = "locked";
    await events.append([adopted()]);
    delete fault.says;
    let letIn = () => {};
    gate = new Promise((resolve) => {
      letIn = resolve;
    });
    clock.advance(30_000);

    await events.append([changed("busy")]);
    const reading = events.read({ limit: 9 });
    await events.append([changed("idle")]);
    letIn();

    expect(typesIn(await reading)).toHaveLength(3);
    await events.append([changed("offline")]);
    expect((await events.read({ limit: 9 })).map(({ data }) => "to" in data && data.to)).toEqual([
      false,
      "busy",
      "idle",
      "offline",
    ]);
    expect(await events.state()).toMatchObject({ place: "file" });
  });

  it("loses nothing when it breaks off halfway on its way into a new file", async () => {
    const { fault, around } = breakable();
    const { events, file, clock } = make({ around });
    await events.append([adopted(), changed("busy")]);
    await events.ledger();
    rmSync(file);
    const tasks = Array.from({ length: 149 }, (_, index) =>
      ordered(`task ${index}`, { origin: { actor: "observer" } }),
    );
    await events.append([changed("offline"), ...tasks]);
    Object.assign(fault, { says: "full", after: 1 });
    clock.advance(30_000);

    expect(await events.state()).toMatchObject({ place: "memory", events: 50 });
    const { agents } = await events.ledger();
    expect(agents.get("otter")).toMatchObject({ version: 152, status: "offline", task: { task: "task 148" } });
    delete fault.says;
    clock.advance(30_000);

    const read = await events.read({ limit: 999 });
    expect(read.map(({ version }) => version)).toEqual(Array.from({ length: 151 }, (_, index) => index + 1));
    expect(read.slice(2).map(({ data }) => "task" in data && data.task)).toEqual(
      tasks.map(({ data }) => "task" in data && data.task),
    );
  });

  it("remembers whom another process has overtaken when it breaks off halfway", async () => {
    const { fault, around } = breakable();
    const { events, file, clock } = make({ around });
    const { events: theirs } = make({ file });
    await events.append([adopted()]);
    fault.says = "full";
    const orders = Array.from({ length: 99 }, (_, index) => ordered(`task ${index}`));
    await events.append([changed("busy"), ...orders, changed("idle")]);
    await theirs.append([changed("busy")]);
    fault.after = 1;
    clock.advance(30_000);
    expect(await events.state()).toMatchObject({ place: "memory", events: 1 });
    delete fault.says;
    clock.advance(30_000);

    const read = await events.read({ limit: 999, types: ["agent_status_changed"] });

    expect(read.map(({ data }) => data)).toEqual([{ to: "busy" }]);
    expect(await events.count({})).toBe(101);
  });

  it("tries the file again also when the clock was set back", async () => {
    const { fault, around } = breakable();
    const clock = createFakeClock(atNoon);
    const { events } = make({ around, clock });
    fault.says = "full";
    await events.append([adopted()]);
    delete fault.says;

    clock.advance(-3_600_000);

    expect(await events.state()).toMatchObject({ place: "file", events: 1 });
  });

  it("lets this process alone have every lease", async () => {
    const { fault, around } = breakable();
    const clock = createFakeClock(atNoon);
    const { events, file } = make({ around, clock });
    const { events: theirs } = make({ file, clock });
    await theirs.holdLease("observer", 4_500);
    fault.says = "full";
    expect(await events.holdLease("observer", 4_500)).toBe(false);

    await events.append([adopted()]);

    expect(await events.holdLease("observer", 4_500)).toBe(true);
  });

  it("says that the oldest events are lost when there are too many", async () => {
    const { fault, around } = breakable();
    const { events, warnings } = make({ around });
    fault.says = "full";
    const event = changed("busy");

    await events.append(Array.from({ length: 10_001 }, () => event));
    await events.append([event]);

    expect(warnings).toEqual([warning, "too many events are kept in memory; the oldest are lost"]);
  }, 30_000);

  it("says at its end what is lost, and takes what comes late", async () => {
    const { fault, around } = breakable();
    const { events, clock, warnings } = make({ around });
    fault.says = "full";
    await events.append([adopted()]);

    await events.close();

    expect(warnings).toEqual([warning, "events in memory are lost: the event log cannot be used"]);
    delete fault.says;
    clock.advance(30_000);
    expect(await events.append([adopted()])).toHaveLength(1);
    expect(await events.state()).toMatchObject({ place: "memory" });
  });
});

describe("EventRepository whose file cannot be opened", () => {
  const remedies = "Events are kept in memory until then.";

  it.each([
    [
      "no database",
      (file: string) => writeFileSync(file, "no database, but long enough ".repeat(100)),
      "is not a database",
      "Move it away",
    ],
    ["a folder", (file: string) => mkdirSync(file), "cannot be opened", "Check that its folder exists"],
    ["from a newer program", (file: string) => newerFile(file), "this program knows", "Update fleet-mcp."],
  ])("goes on in memory when it is %s", async (_name, prepare, problem, next) => {
    const { events, file, warnings, clock } = make();
    prepare(file);

    const appended = await events.append([adopted()]);
    clock.advance(30_000);
    await events.read({ limit: 1 });

    expect(appended).toMatchObject([{ seq: 1, version: 1 }]);
    expect((await events.ledger()).agents.size).toBe(1);
    expect(await events.state()).toMatchObject({
      place: "memory",
      file,
      problem: expect.stringContaining(problem),
      next: expect.stringContaining(next),
    });
    expect((await events.state()).next).toContain(remedies);
    expect(warnings).toEqual([warning]);
  });

  it("goes on in memory when its folder cannot be made", async () => {
    const blocked = makeFile("blocked");
    writeFileSync(blocked, "");
    const { events } = make({ file: `${blocked}/state/events.db` });

    await events.append([adopted()]);

    expect(await events.state()).toMatchObject({
      place: "memory",
      next: expect.stringContaining("FLEET_MCP_DATA_DIR"),
    });
  });

  it("leaves a damaged file as it is, and takes a new one when that was moved away", async () => {
    const { events, file, clock } = make();
    const damage = "no database, but long enough ".repeat(100);
    writeFileSync(file, damage);
    await events.append([adopted()]);
    expect(readFileSync(file, "utf8")).toBe(damage);

    rmSync(file);
    clock.advance(30_000);

    expect(await events.state()).toEqual({ place: "file", file, events: 1 });
  });

  it("goes on in memory while another process keeps it locked, and moves back after", async () => {
    const { events, file, clock } = make();
    await events.append([adopted()]);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");

    await events.append([changed("busy")]);
    expect(await events.state()).toMatchObject({
      place: "memory",
      problem: `The event log ${file} is locked by another process.`,
    });
    other.exec("ROLLBACK");
    other.close();
    clock.advance(30_000);

    expect(await events.state()).toMatchObject({ place: "file", events: 2 });
    expect((await events.ledger()).agents.get("otter")).toMatchObject({ status: "busy", version: 2 });
  }, 30_000);

  it("goes on in memory when damage shows only later", async () => {
    const { events, file } = make();
    await events.append([adopted()]);
    const other = new DatabaseSync(file);
    other.exec("DROP TABLE events");
    other.close();

    await events.append([changed("busy")]);

    expect(await events.state()).toMatchObject({ place: "memory", events: 1 });
  });

  it("goes on in memory when it may only be read", async () => {
    const { events: first, file } = make();
    await first.append([adopted()]);
    await first.close();
    chmodSync(file, 0o400);

    const { events } = make({ file });
    await events.append([changed("busy")]);

    // The administrator may write what nobody else may.
    const place = process.getuid?.() === 0 ? "file" : "memory";
    expect(await events.state()).toMatchObject({ place });
  });

  it("goes on in memory when this Node has no SQLite", async () => {
    const around = ({ file }: OpenFile) => ({ file, open: () => Promise.reject(new Error("No such built-in module")) });
    const { events, file } = make({ around });

    expect(await events.append([adopted()])).toHaveLength(1);
    expect(await events.state()).toEqual({
      place: "memory",
      file,
      problem: "The event log cannot be opened.",
      next: `Check its folder and this Node. ${remedies}`,
      events: 1,
    });
  });

  it("passes defects on", async () => {
    const around = ({ file, open }: OpenFile): OpenFile => ({
      file,
      open: async () => ({ ...(await open()), count: () => Promise.reject(new TypeError("a defect")) }),
    });
    const { events } = make({ around });

    await expect(events.count({})).rejects.toThrow("a defect");
    expect(await events.state()).toMatchObject({ place: "file" });
  });
});

function newerFile(file: string): void {
  const db = new DatabaseSync(file);
  db.exec("CREATE TABLE store (version INTEGER NOT NULL); INSERT INTO store VALUES (99)");
  db.close();
}
