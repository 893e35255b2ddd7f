import { describe, expect, it } from "@jest/globals";
import type { FleetEvent } from "@fleet-mcp/models";
import { adopted, atNoon, changed } from "../../test/make-events.ts";
import type { EventChunk } from "./event-place.ts";
import { createLedgerFold } from "./ledger-fold.ts";

const log: readonly FleetEvent[] = [adopted(), changed("busy"), changed("idle")].map((event, index) => ({
  ...event,
  id: `e-${index}`,
  seq: index + 1,
  version: index + 1,
  recordedAt: atNoon,
}));

/** Gives one event at a time. */
const chunkAfter = (after: number): EventChunk => {
  const events = log.slice(after, after + 1);
  return { events, cursor: after + events.length, isLast: after + events.length >= log.length };
};

describe("createLedgerFold", () => {
  it("lets others have their turn between the parts", async () => {
    const turns: string[] = [];
    const fold = createLedgerFold({
      follow: async (after) => {
        turns.push(`after ${after}`);
        setImmediate(() => turns.push("others"));
        return chunkAfter(after);
      },
    });

    await fold.catchUp();

    expect(turns.slice(0, 5)).toEqual(["after 0", "others", "after 1", "others", "after 2"]);
  });

  it("folds once more for all who come while it is folded, and from where it was left", async () => {
    const asked: number[] = [];
    const fold = createLedgerFold({
      follow: async (after) => {
        asked.push(after);
        return chunkAfter(after);
      },
    });

    const ledgers = await Promise.all([fold.catchUp(), fold.catchUp(), fold.catchUp()]);

    expect(asked).toEqual([0, 1, 2, 3]);
    expect(ledgers.map(({ cursor }) => cursor)).toEqual([3, 3, 3]);
    expect(fold.known().agents.get("otter")).toMatchObject({ status: "idle", version: 3 });
  });

  it("goes on after a failure from the last part that was folded", async () => {
    let isBroken = false;
    const fold = createLedgerFold({
      follow: async (after) => {
        if (isBroken) throw new Error("broken");
        isBroken = after === 1;
        return chunkAfter(after);
      },
    });

    const first = fold.catchUp();
    const second = fold.catchUp();
    await expect(first).rejects.toThrow("broken");
    await expect(second).rejects.toThrow("broken");
    expect(fold.known().cursor).toBe(2);
    isBroken = false;

    expect(await fold.catchUp()).toMatchObject({ cursor: 3 });
  });

  it("passes over a part that holds nothing it knows", async () => {
    const fold = createLedgerFold({
      follow: async (after) => (after === 0 ? { events: [], cursor: 2, isLast: false } : chunkAfter(after)),
    });

    expect(await fold.catchUp()).toMatchObject({ cursor: 3 });
  });
});
