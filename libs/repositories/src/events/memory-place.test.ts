import { createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { emptyLedger, evolve } from "@fleet-mcp/models";
import { adopted, atNoon, changed } from "../../test/make-events.ts";
import { createMemoryPlace } from "./memory-place.ts";

const clock = createFakeClock(atNoon);
const otter = { workspaceId: "otter" };

describe("createMemoryPlace", () => {
  it("keeps the newest events, and says how many are lost", async () => {
    const lost: number[] = [];
    const place = createMemoryPlace({ clock, capacity: 3, onLost: (count) => lost.push(count) });

    await place.append([adopted(), changed("busy")], []);
    await place.append([changed("idle"), changed("busy"), changed("idle")], []);

    expect((await place.read({ limit: 9 })).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(await place.versionOf(otter)).toBe(5);
    expect(lost).toEqual([2]);
  });

  it("keeps 10,000 when nothing is said", async () => {
    const place = createMemoryPlace({ clock });
    const event = changed("busy");

    await place.append(
      Array.from({ length: 10_001 }, () => event),
      [],
    );

    expect(await place.size()).toBe(10_000);
  });

  it("goes on from what is known", async () => {
    const before = createMemoryPlace({ clock });
    const events = await before.append([adopted(), changed("busy")], []);
    const known = evolve(emptyLedger, events === "conflict" ? [] : events);
    const place = createMemoryPlace({ clock, known });

    const appended = await place.append([changed("idle")], [{ subject: otter, version: 2 }]);

    expect(appended).toMatchObject([{ seq: 3, version: 3 }]);
    expect(await place.append([changed("idle")], [{ subject: "fleet", version: 1 }])).toBe("conflict");
  });

  it("gives away its oldest events, and forgets those that are safe", async () => {
    const place = createMemoryPlace({ clock });
    await place.append([adopted(), changed("busy"), changed("idle")], []);

    expect(place.kept(2).map(({ seq }) => seq)).toEqual([1, 2]);
    place.forget(2);

    expect(place.kept(2).map(({ seq }) => seq)).toEqual([3]);
    expect(await place.append([changed("busy")], [])).toMatchObject([{ seq: 4, version: 4 }]);
  });

  it("is followed part by part", async () => {
    const place = createMemoryPlace({ clock });
    await place.append([adopted(), changed("busy"), changed("idle")], []);

    expect(await place.follow(0, 2)).toMatchObject({ cursor: 2, isLast: false });
    expect(await place.follow(2, 2)).toMatchObject({ cursor: 3, isLast: true, events: [{ seq: 3 }] });
    expect(await place.follow(3, 2)).toEqual({ events: [], cursor: 3, isLast: true });
  });
});
