import { describe, expect, it } from "@jest/globals";
import { runRound } from "./run-round.ts";

describe("runRound", () => {
  it("kills four writers and finds everything they were told is kept", async () => {
    const { events, acknowledged, faults } = await runRound(() => 0.2);

    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(4 * 3);
    expect(events).toBeGreaterThanOrEqual(acknowledged);
  }, 60_000);
});
