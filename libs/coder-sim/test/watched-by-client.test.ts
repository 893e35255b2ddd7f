import { createCoderClient } from "@fleet-mcp/coder-client";
import { describe, expect, it } from "@jest/globals";
import { startCoderSim } from "../src/start-coder-sim.ts";
import type { Release } from "../src/release.ts";

/** Our own client, at a simulated Coder. */
async function watch(release: Release) {
  const coder = await startCoderSim({ release, timeScale: 100 });
  const { chats, users } = createCoderClient({ baseUrl: coder.url, token: coder.token });
  const options = { signal: new AbortController().signal };
  const opening = chats.watch(options);
  const create = async (text: string) => {
    const { organization_ids: [organization = ""] = [] } = await users.me(options);
    return chats.create({ organization_id: organization, text }, options);
  };
  return { ...coder, opening, create };
}

describe("the socket over all chats, read by the client", () => {
  it.each(["2.35", "2.37"] as const)("tells of changes on %s until it is dropped", async (release) => {
    const { opening, create, dropSockets, close } = await watch(release);
    const events = (await opening)[Symbol.asyncIterator]();

    const { id } = await create("Hi work=1");
    const told = [await events.next(), await events.next(), await events.next()];
    dropSockets();
    const end = (async () => {
      for (;;) await events.next();
    })();

    expect(told.map(({ value }) => value)).toEqual([
      { chatId: id, kind: "created", status: "running" },
      { chatId: id, kind: "title_change", status: "running" },
      { chatId: id, kind: "status_change", status: "waiting" },
    ]);
    await expect(end).rejects.toMatchObject({ name: "CoderError", code: "unavailable" });
    await close();
  });

  it("is unsupported where there are no chats", async () => {
    const { opening, close } = await watch("2.31");

    await expect(opening).rejects.toMatchObject({ code: "unsupported", reason: "route_not_found" });
    await close();
  });
});
