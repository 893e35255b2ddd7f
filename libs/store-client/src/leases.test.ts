import { describe, expect, it } from "@jest/globals";
import { atNoon, useStores } from "../test/open-test-store.ts";

const open = useStores();

describe("Leases", () => {
  it("lets one holder at a time have it, and keep it", async () => {
    const { leases } = await open();

    expect(await leases.hold("observer", "a", 5_000)).toBe(true);
    expect(await leases.hold("observer", "b", 5_000)).toBe(false);
    expect(await leases.hold("observer", "a", 5_000)).toBe(true);
    expect(await leases.hold("another", "b", 5_000)).toBe(true);
  });

  it("passes to the next one when it expired", async () => {
    const { leases, now } = await openAt(atNoon);
    await leases.hold("observer", "a", 5_000);

    now.ms = atNoon + 5_000;

    expect(await leases.hold("observer", "b", 5_000)).toBe(true);
    expect(await leases.hold("observer", "a", 5_000)).toBe(false);
  });

  it("passes on at once when it is released, but only by its holder", async () => {
    const { leases } = await open();
    await leases.hold("observer", "a", 5_000);

    await leases.release("observer", "b");
    expect(await leases.hold("observer", "b", 5_000)).toBe(false);
    await leases.release("observer", "a");
    expect(await leases.hold("observer", "b", 5_000)).toBe(true);
  });

  it("is held by somebody until it expires or is released", async () => {
    const { leases, now } = await openAt(atNoon);

    expect(await leases.isHeld("observer")).toBe(false);
    await leases.hold("observer", "a", 5_000);
    expect(await leases.isHeld("observer")).toBe(true);
    now.ms = atNoon + 5_000;
    expect(await leases.isHeld("observer")).toBe(false);
  });

  it("is not lost for hours when the clock is set back", async () => {
    const { leases, now } = await openAt(atNoon);
    await leases.hold("observer", "a", 5_000);

    now.ms = atNoon - 3_600_000;

    expect(await leases.hold("observer", "b", 5_000)).toBe(true);
  });
});

async function openAt(ms: number) {
  const now = { ms };
  const clock = { now: () => now.ms, sleep: async () => {} };
  return { ...(await open({ clock })), now };
}
