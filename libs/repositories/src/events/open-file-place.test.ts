import { describe, expect, it } from "@jest/globals";
import { eventTypes } from "@fleet-mcp/models";
import { openStore } from "@fleet-mcp/store-client";
import { createFakeClock } from "@fleet-mcp/testing";
import { adopted, atNoon, changed, useEventRepositories } from "../../test/make-events.ts";
import { openFilePlace } from "./open-file-place.ts";

const { makeFile } = useEventRepositories();
const clock = createFakeClock(atNoon);

describe("openFilePlace", () => {
  it("is followed part by part, past what only others understand", async () => {
    const file = makeFile();
    const place = await openFilePlace({ file, clock, holder: "ours" });
    await place.append([adopted(), changed("busy")], []);
    const empty = eventTypes.agent_delete_requested;
    const schemas = { version: 1, types: { mission_planned: empty, agent_deleted: empty } };
    const store = await openStore({ file, schemas, clock });
    const theirs = { data: {}, occurred_at: atNoon, actor: "planner" };
    await store.events.append([
      { ...theirs, type: "mission_planned", stream: { type: "agent", id: "otter" } },
      { ...theirs, type: "agent_deleted", stream: { type: "mission", id: "m-1" } },
    ]);

    expect(await place.follow(0, 2)).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }], cursor: 2, isLast: false });
    expect(await place.follow(2, 2)).toEqual({ events: [], cursor: 4, isLast: false });
    expect(await place.follow(4, 2)).toEqual({ events: [], cursor: 4, isLast: true });
    expect((await place.read({ limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2]);
    await Promise.all([place.close(), store.close()]);
  });
});
