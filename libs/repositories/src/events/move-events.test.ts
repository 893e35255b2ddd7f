import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { emptyLedger, evolve } from "@fleet-mcp/models";
import type { FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import { adopted, atNoon, changed, ordered } from "../../test/make-events.ts";
import { createMemoryPlace } from "./memory-place.ts";
import { createMove } from "./move-events.ts";

const clock = createFakeClock(atNoon);
const owned = adopted();
Object.assign(owned.data, { role: "tester", owner_id: "o-1", build_id: "b-1", report_at: atNoon });

/** A place that holds these; the file's part is played by a second memory. */
async function holding(events: readonly NewFleetEvent[], known: FleetLedger = emptyLedger) {
  const place = createMemoryPlace({ clock, known });
  const appended = await place.append(events, []);
  return { place, events: appended === "conflict" ? [] : appended };
}

const typesIn = (events: readonly FleetEvent[]) => events.map(({ type }) => type);

describe("createMove", () => {
  it("moves batch after batch, in order", async () => {
    const { events } = await holding([adopted(), changed("busy"), ordered("Fix it"), changed("idle")]);
    const { place: file } = await holding([]);
    const move = createMove(emptyLedger);

    await move(file, events.slice(0, 2));
    await move(file, events.slice(2));

    expect((await file.read({ limit: 9 })).map(({ type, version }) => [type, version])).toEqual([
      ["agent_adopted", 1],
      ["agent_status_changed", 2],
      ["task_started", 3],
      ["agent_status_changed", 4],
    ]);
  });

  it("tries again when another process was faster, and leaves what it observed to that one", async () => {
    const { events } = await holding([changed("busy"), ordered("Fix it")]);
    const { place: file } = await holding([]);
    let isFirst = true;
    const contested = {
      ...file,
      async append(...call: Parameters<typeof file.append>) {
        if (isFirst) await file.append([adopted()], []);
        isFirst = false;
        return file.append(...call);
      },
    };

    await createMove(emptyLedger)(contested, events);

    expect(typesIn(await file.read({ limit: 9 }))).toEqual(["agent_adopted", "task_started"]);
  });

  it("leaves out what was observed also in later batches of an overtaken stream", async () => {
    const { events: past } = await holding([adopted()]);
    const known = evolve(emptyLedger, past);
    const { events } = await holding([ordered("Fix it"), changed("busy")], known);
    const { place: file } = await holding([adopted(), changed("busy")]);
    const move = createMove(known);

    await move(file, events.slice(0, 1));
    await move(file, events.slice(1));

    expect(typesIn(await file.read({ limit: 9 }))).toEqual(["agent_adopted", "agent_status_changed", "task_started"]);
  });

  it("gives all that is left to a new file, also where the one before it was overtaken", async () => {
    const { events: past } = await holding([adopted()]);
    const known = evolve(emptyLedger, past);
    const { events } = await holding([ordered("Fix it"), changed("busy")], known);
    const { place: file } = await holding([adopted(), changed("busy")]);
    const { place: next } = await holding([]);
    const move = createMove(known);

    await move(file, events.slice(0, 1));
    await move(next, events.slice(1));

    expect(typesIn(await next.read({ limit: 9 }))).toEqual(["agent_adopted", "agent_status_changed"]);
  });

  it("leaves what was observed to another process that began a new file first", async () => {
    const { events: past } = await holding([adopted(), changed("busy"), changed("idle")]);
    const known = evolve(emptyLedger, past);
    const { events } = await holding([changed("busy"), ordered("Fix it")], known);
    const { place: file } = await holding([adopted()]);

    await createMove(known)(file, events);

    expect(typesIn(await file.read({ limit: 9 }))).toEqual(["agent_adopted", "task_started"]);
  });

  it("introduces an agent to a new file with all that is known of it", async () => {
    const { events: past } = await holding([owned, changed("busy")]);
    const known = evolve(emptyLedger, past);
    const { events } = await holding([changed("idle")], known);
    const { place: file } = await holding([]);

    await createMove(known)(file, events);

    const moved = evolve(emptyLedger, await file.read({ limit: 9 }));
    expect(moved.agents.get("otter")).toMatchObject({
      name: "otter",
      project: "web",
      role: "tester",
      ownerId: "o-1",
      upBuildId: "b-1",
      reportAt: atNoon,
      status: "idle",
      version: 2,
    });
  });

  it("introduces nobody who is gone, unknown, or introduced by the first event", async () => {
    const gone: NewFleetEvent = { ...adopted(), type: "agent_deleted", data: { by: "us" } };
    const { events: past } = await holding([adopted(), gone, adopted({ id: "finch" })]);
    const known = evolve(emptyLedger, past);
    const { events } = await holding(
      [ordered("Fix it"), adopted({ id: "finch" }), ordered("Fix it", { id: "heron" })],
      known,
    );
    const { place: file } = await holding([]);

    await createMove(known)(file, events);

    expect(typesIn(await file.read({ limit: 9 }))).toEqual(["task_started", "agent_adopted", "task_started"]);
  });
});
