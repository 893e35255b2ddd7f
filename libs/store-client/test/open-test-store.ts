import { afterEach } from "@jest/globals";
import { z } from "zod";
import { openStore } from "../src/open-store.ts";
import type { Store, StoreOptions } from "../src/open-store.ts";
import type { NewEvent } from "../src/events/stored-event.ts";
import { useFiles } from "./use-files.ts";

export const testSchemas = {
  version: 1,
  types: { agent_seen: z.object({ status: z.string() }), agent_gone: z.object({}) },
};

export const atNoon = Date.parse("2026-01-31T12:00:00.000Z");

/** Time stands still at noon; pauses are as short as they can be. */
export const noonClock = { now: () => atNoon, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)) };

export const seen = (id: string, status = "idle"): NewEvent => ({
  type: "agent_seen",
  stream: { type: "agent", id },
  data: { status },
  occurred_at: "2026-01-31T11:59:00.000Z",
  actor: "observer",
});

/** Stores in files of their own, closed after each test. */
export function useStores() {
  const makeFile = useFiles();
  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  return async function open(options: Partial<StoreOptions> = {}): Promise<Store & { readonly file: string }> {
    const file = options.file ?? makeFile();
    const store = await openStore({ schemas: testSchemas, clock: noonClock, ...options, file });
    opened.push(store);
    return { ...store, file };
  };
}
