import { useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeObserved } from "../../test/make-observed.ts";

const cassettes = useCassettes();

describe("ObserverService.takeTurn", () => {
  it("holds the turn for less than 5 s, so that another process can take over", async () => {
    const { observer, repositories, clock } = makeObserved(cassettes);

    expect(await observer.takeTurn()).toBe(true);
    clock.advance(4_000);
    expect(await repositories.events.isLeaseHeld("observer")).toBe(true);
    clock.advance(600);
    expect(await repositories.events.isLeaseHeld("observer")).toBe(false);
  });

  it("gives the turn up at once", async () => {
    const { observer, repositories } = makeObserved(cassettes);
    await observer.takeTurn();

    await observer.giveUp();

    expect(await repositories.events.isLeaseHeld("observer")).toBe(false);
  });

  it("renews the mark of those who wait here", async () => {
    const { observer, another, clock } = makeObserved(cassettes);
    observer.attend();
    clock.advance(9_000);
    await observer.takeTurn();
    clock.advance(9_000);

    expect(await another().isAttended()).toBe(true);
  });
});
