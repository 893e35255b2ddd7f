import { describe, expect, it } from "@jest/globals";
import { packEvent } from "../packing/pack-event.ts";
import { toStoredEvent } from "./to-stored-event.ts";

const row = {
  log_id: "a1b2c3d4",
  seq: 7,
  tenant: "default",
  stream_type: "agent",
  stream_id: "w-1",
  version: 2,
  type: "agent_seen",
  schema_version: 1,
  actor: "observer",
  correlation_id: null,
  occurred_at: 0,
  recorded_after: 1,
  packed: packEvent({}, "{}", 0),
};

describe("toStoredEvent", () => {
  it("takes large numbers as text, as PostgreSQL gives them", () => {
    expect(toStoredEvent({ ...row, seq: "7", occurred_at: "1000" })).toMatchObject({
      id: "a1b2c3d4-7",
      seq: 7,
      occurred_at: "1970-01-01T00:00:01.000Z",
    });
  });

  it.each([
    { seq: null },
    { version: "many" },
    { actor: 4 },
    { packed: "{}" },
    { packed: new Uint8Array([0, 255, 255]) },
    { packed: packEvent({}, "{", 0) },
    { type: null },
  ])("calls the log damaged for %j", (wrong) => {
    expect(() => toStoredEvent({ ...row, ...wrong })).toThrow(expect.objectContaining({ reason: "corrupt" }));
  });
});
