import { systemClock as realClock } from "@fleet-mcp/coder-client";
import { silentLogger } from "@fleet-mcp/models";
import type { Logger } from "@fleet-mcp/models";
import { anyCall, createFakeClock, serveSockets } from "@fleet-mcp/testing";
import type { SocketAnswer, SocketRequest } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { createAgentChats } from "./agent-chats.ts";
import { createChatNews } from "./chat-news.ts";

const event = (kind: string) => JSON.stringify({ kind, chat: { id: "chat-1", status: "running" } });
const refuse = (status: number, message = "no"): SocketAnswer => ({ status, json: { message } });
const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(ended.splice(0).map((end) => end()))));

interface Setting {
  /** What opening the watch gets. */
  readonly watch?: (request: SocketRequest) => SocketAnswer;
  /** What asking for chats gets. */
  readonly list?: () => SocketAnswer;
  readonly owner?: string;
  readonly chance?: number;
}

/** News that are watched, of a Coder that answers as told. The time of what it waits for passes at once. */
async function start({
  watch = () => "open",
  list = () => ({ status: 200, json: [] }),
  owner = "me",
  chance = 0,
}: Setting = {}) {
  const server = await serveSockets((request) => {
    if (request.url === "/api/v2/chats/watch") return watch(request);
    return request.url === "/api/v2/chats" ? list() : refuse(404, "Route not found.");
  });
  const [clock, abort, logged] = [createFakeClock(), new AbortController(), [] as string[]];
  const tell = (level: string) => (message: string) => void logged.push(`${level}: ${message}`);
  const log: Logger = { debug: () => {}, info: tell("info"), warn: tell("warn"), error: tell("error") };
  // Its own clock is real: a fake one makes silence of every moment.
  const coder = makeCoder({ baseUrl: server.url, clock: realClock });
  const chats = createAgentChats({ coder, owner });
  const rings = createBell();
  const watching = createChatNews({ coder, chats, clock, log, random: () => chance }).watch(rings.ring, {
    signal: abort.signal,
  });
  watching.catch(() => undefined);
  const stop = async () => {
    abort.abort(new Error("over"));
    await watching.finally(server.close);
  };
  ended.push(stop);
  return { server, clock, logged, rings, stop, watching };
}

/** Counts, and lets a test wait for a count. */
function createBell() {
  let count = 0;
  return { ring: () => void (count += 1), count: () => count, reach: (least: number) => until(() => count >= least) };
}

describe("ChatNews.watch", () => {
  it("rings when it is connected, and for each event but a new title", async () => {
    const { server, rings } = await start();
    const peer = await server.nextPeer();
    await rings.reach(1);

    ["created", "title_change", "status_change", "summary_change", "deleted", "something_newer"].forEach((kind) =>
      peer.send(event(kind)),
    );

    await rings.reach(6);
    expect(rings.count()).toBe(6);
  });

  it("connects again when the connection breaks, rings for what was missed, and says nothing of it", async () => {
    const { server, rings, logged, clock } = await start();
    const peer = await server.nextPeer();
    await rings.reach(1);

    peer.hangUp();
    const next = await server.nextPeer();
    await rings.reach(2);
    next.send(event("status_change"));
    await rings.reach(3);

    expect([clock.sleeps, logged]).toEqual([[1_000], []]);
  });

  it("waits longer and longer while it cannot connect, warns once, and says when it is over", async () => {
    let isUp = false;
    const { clock, rings, logged } = await start({
      watch: ({ isUpgrade }) => (isUp ? "open" : refuse(isUpgrade ? 502 : 426)),
    });

    await until(() => clock.sleeps.length >= 7);
    const sleeps = clock.sleeps.slice(0, 7);
    isUp = true;
    await rings.reach(1);

    expect(sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(logged).toEqual([
      "warn: chats do not tell of changes now; they are noticed by asking",
      "info: chats tell of changes again",
    ]);
  });

  it("spreads its attempts over up to half of the time", async () => {
    const { clock } = await start({ watch: ({ isUpgrade }) => refuse(isUpgrade ? 502 : 426), chance: 0.5 });

    await until(() => clock.sleeps.length >= 2);

    expect(clock.sleeps.slice(0, 2)).toEqual([750, 1_500]);
  });

  it("slows down for connections that break at once, and begins anew after one that lasted", async () => {
    const { server, clock, rings } = await start();
    for (let count = 1; count <= 3; count += 1) {
      const peer = await server.nextPeer();
      await rings.reach(count);
      if (count === 3) clock.advance(10_000);
      peer.hangUp();
    }
    await rings.reach(4);

    expect(clock.sleeps).toEqual([1_000, 2_000, 1_000]);
  });

  it.each([401, 403])("asks rarely when Coder refuses it with %s", async (status) => {
    const { clock, logged } = await start({ watch: () => refuse(status) });

    await until(() => clock.sleeps.length >= 2);

    expect([clock.sleeps.slice(0, 2), logged.length]).toEqual([[600_000, 600_000], 1]);
  });

  it("looks rarely, and silently, for chats where Coder has none, until an upgrade brings them", async () => {
    let isUpgraded = false;
    const { clock, rings, logged, server } = await start({
      list: () => (isUpgraded ? { status: 200, json: [] } : refuse(404, "Route not found.")),
    });

    await until(() => clock.sleeps.length >= 2);
    isUpgraded = true;
    await rings.reach(1);

    expect(new Set(clock.sleeps)).toEqual(new Set([600_000]));
    expect(logged).toEqual([]);
    expect(server.requests.filter(({ isUpgrade }) => isUpgrade)).toHaveLength(1);
  });

  it("asks nothing for a fleet of somebody else's, whose chats Coder does not show", async () => {
    const { clock, server, rings } = await start({ owner: "sam" });

    await until(() => clock.sleeps.length >= 3);

    expect([server.requests, rings.count()]).toEqual([[], 0]);
  });

  it("warns of a Coder that does not say where chats are", async () => {
    const { clock, logged } = await start({ list: () => refuse(401) });

    await until(() => clock.sleeps.length >= 2);

    expect(logged).toEqual(["warn: chats do not tell of changes now; they are noticed by asking"]);
  });

  it("ends when its signal is aborted, connected or not", async () => {
    const { server, stop, watching, rings } = await start();
    const peer = await server.nextPeer();
    await rings.reach(1);

    await stop();

    await expect(watching).resolves.toBeUndefined();
    await peer.gone;
  });

  it("fails with the listener's own error, and hangs up", async () => {
    const server = await serveSockets(({ url }) => (url.endsWith("/watch") ? "open" : { status: 200, json: [] }));
    ended.push(server.close);
    const coder = makeCoder({ baseUrl: server.url, clock: realClock });
    const chats = createAgentChats({ coder, owner: "me" });
    let count = 0;
    const listener = () => {
      if ((count += 1) === 2) throw new Error("a bug");
    };

    const watching = createChatNews({ coder, chats, clock: createFakeClock(), log: silentLogger }).watch(
      listener,
      anyCall(),
    );
    (await server.nextPeer()).send(event("created"));

    await expect(watching).rejects.toThrow("a bug");
  });
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(1);
}
