import { anyCall, createFakeClock, serveSockets } from "@fleet-mcp/testing";
import type { SocketAnswer, SocketRequest } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { makeClient, token } from "../../test/make-client.ts";
import { systemClock } from "../http/system-clock.ts";

const news = (kind: string, status = "running") => JSON.stringify({ kind, chat: { id: "chat-1", status, title: "x" } });
const refuse = (status: number, message: string): SocketAnswer => ({ status, json: { message } });
const started: { close(): Promise<void> }[] = [];
afterEach(async () => void (await Promise.all(started.splice(0).map((server) => server.close()))));

/** A Coder with chats at the stable mount, and a client of it. */
async function setUp({
  watch = () => "open",
  settings = {},
}: {
  readonly watch?: (request: SocketRequest) => SocketAnswer;
  readonly settings?: Parameters<typeof makeClient>[0];
} = {}) {
  const server = await serveSockets((request) => {
    const isWatch = request.url.endsWith("/chats/watch");
    if (isWatch) return watch(request);
    return request.url.endsWith("/api/v2/chats") ? { status: 200, json: [] } : refuse(404, "Route not found.");
  });
  started.push(server);
  const client = makeClient({ baseUrl: server.url, clock: systemClock, ...settings });
  return { server, client };
}

async function openWatch(over: Parameters<typeof setUp>[0] = {}, options = anyCall()) {
  const { server, client } = await setUp(over);
  const iterable = await client.chats.watch(options);
  return { server, client, events: iterable[Symbol.asyncIterator](), peer: await server.nextPeer() };
}

describe("chats.watch", () => {
  it("tells what becomes of each chat, in order", async () => {
    const { events, peer } = await openWatch();

    peer.send(news("created"));
    peer.send(news("status_change", "waiting"));

    expect((await events.next()).value).toEqual({ chatId: "chat-1", kind: "created", status: "running" });
    expect((await events.next()).value).toEqual({ chatId: "chat-1", kind: "status_change", status: "waiting" });
  });

  it("passes over frames it does not understand", async () => {
    const { events, peer } = await openWatch();

    ["{", "[]", '{"kind":"news"}', '{"chat":{"id":"c","status":"s"}}'].forEach((text) => peer.send(text));
    peer.sendBytes(Buffer.from(news("bytes")));
    peer.send(news("word_of_a_newer_coder"));

    expect((await events.next()).value).toMatchObject({ kind: "word_of_a_newer_coder" });
  });

  it("sends the token in Coder's header, to its own host alone, never in the URL or a subprotocol", async () => {
    const { peer } = await openWatch({ settings: { userAgent: "test/1" } });

    expect(peer.url).toBe("/api/v2/chats/watch");
    expect(peer.headers).toMatchObject({ "coder-session-token": token, "user-agent": "test/1" });
    expect(peer.headers).not.toHaveProperty("sec-websocket-protocol");
    expect(peer.headers).not.toHaveProperty("cookie");
  });

  it("follows no redirect with the token", async () => {
    const elsewhere = await serveSockets();
    started.push(elsewhere);
    const { client } = await setUp({ watch: () => ({ status: 302, json: {}, location: elsewhere.url }) });

    await expect(client.chats.watch(anyCall())).rejects.toMatchObject({ name: "CoderError", reason: "redirected" });
    expect(elsewhere.requests).toEqual([]);
  });

  it("keeps the path prefix of the configured URL", async () => {
    const { server } = await setUp();
    const client = makeClient({ baseUrl: `${server.url}/coder/`, clock: systemClock });

    await client.chats.watch(anyCall());

    expect((await server.nextPeer()).url).toBe("/coder/api/v2/chats/watch");
  });

  it.each([
    [401, "unauthenticated", "You are signed out."],
    [403, "forbidden", "Forbidden."],
    [404, "unsupported", "Route not found."],
  ] as const)("that is refused with %s fails as %s, as WebSockets do not say why", async (status, code, message) => {
    const { client } = await setUp({ watch: () => refuse(status, message) });

    await expect(client.chats.watch(anyCall())).rejects.toMatchObject({ name: "CoderError", code, status });
  });

  it("asks anew where chats are after the route was missing", async () => {
    const { client, server } = await setUp({ watch: () => refuse(404, "Route not found.") });
    await client.chats.watch(anyCall()).catch(() => undefined);

    await client.chats.mount(anyCall());

    expect(server.requests.filter(({ url }) => url === "/api/v2/chats")).toHaveLength(2);
  });

  it("is unavailable where plain requests pass and WebSockets do not", async () => {
    const { client } = await setUp({ watch: ({ isUpgrade }) => refuse(isUpgrade ? 502 : 426, "WebSocket expected") });

    const opening = client.chats.watch(anyCall());

    await expect(opening).rejects.toMatchObject({
      code: "unavailable",
      reason: "network",
      path: "/api/v2/chats/watch",
    });
  });

  it("is unavailable when nobody listens", async () => {
    const { client, server } = await setUp();
    await client.chats.mount(anyCall());
    await server.close();
    started.length = 0;

    await expect(client.chats.watch(anyCall())).rejects.toMatchObject({ name: "CoderError", code: "unavailable" });
  });

  it("ends in an error when Coder hangs up, after what it had told before", async () => {
    const { events, peer } = await openWatch();

    peer.send(news("created"));
    peer.hangUp(1001);

    expect((await events.next()).value).toMatchObject({ kind: "created" });
    await expect(events.next()).rejects.toMatchObject({ code: "unavailable", cause: { message: /1001/ } });
  });

  it("ends in an error when the connection breaks", async () => {
    const { events, peer } = await openWatch();

    peer.hangUp();

    await expect(events.next()).rejects.toMatchObject({ name: "CoderError", code: "unavailable", reason: "network" });
  });

  it("ends by time-out when nothing comes for long, and hangs up", async () => {
    const { events, peer } = await openWatch({ settings: { clock: createFakeClock() } });

    await expect(events.next()).rejects.toMatchObject({ code: "timeout", reason: "timed_out" });
    await peer.gone;
  });

  it("outlives silence while Coder pings", async () => {
    let turns = 0;
    const pinged = { now: () => 0, sleep: async () => void (await wait(30), (turns += 1)) };
    const { events, peer } = await openWatch({ settings: { clock: pinged } });
    const next = events.next();

    while (turns < 4) await wait(3).then(peer.ping);
    peer.send(news("created"));

    expect((await next).value).toMatchObject({ kind: "created" });
  });

  it("gives up on a flood that nobody reads, and on a frame without end", async () => {
    const flooded = await openWatch();
    for (let count = 0; count < 1_001; count += 1) flooded.peer.send(news("created"));
    await flooded.peer.gone;
    const long = await openWatch();
    long.peer.send("x".repeat(1_048_577));
    await long.peer.gone;

    await expect(long.events.next()).rejects.toMatchObject({ code: "unavailable", cause: { message: /too long/ } });
  });

  it("ends with the reason of an aborted signal, before, while opening and while reading", async () => {
    const abort = new AbortController();
    const { client, events, peer } = await openWatch({}, { signal: abort.signal });
    const next = events.next();
    const hanging = await setUp({ watch: () => "hang" });
    const opening = hanging.client.chats.watch({ signal: abort.signal });
    const failed = expect(opening).rejects.toThrow("enough");

    while (hanging.server.requests.length < 2) await wait(1);
    abort.abort(new Error("enough"));

    await failed;
    await expect(next).rejects.toThrow("enough");
    await expect(client.chats.watch({ signal: abort.signal })).rejects.toThrow("enough");
    await peer.gone;
  });

  it("hangs up when the loop is left", async () => {
    const { client, server } = await setUp();
    const iterable = await client.chats.watch(anyCall());
    const peer = await server.nextPeer();
    peer.send(news("created"));

    for await (const { kind } of iterable) if (kind === "created") break;

    await peer.gone;
  });

  it("does not send a token that no header can hold", async () => {
    const { client } = await setUp({ settings: { token: "a\r\nb" } });

    await expect(client.chats.watch(anyCall())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is seen by an observer as one request, with the headers it adds", async () => {
    const seen: unknown[] = [];
    const { peer } = await openWatch({
      settings: {
        async observe({ route }, send) {
          seen.push([route, await send({ traceparent: "00-1" })]);
        },
      },
    });

    expect(seen).toEqual([
      ["/chats", 200],
      ["/chats/watch", 101],
    ]);
    expect(peer.headers).toMatchObject({ traceparent: "00-1" });
  });

  it("holds the token in no error", async () => {
    const { client } = await setUp({ watch: () => refuse(403, `no ${token}`) });

    const failure: unknown = await client.chats.watch(anyCall()).catch((error: unknown) => error);

    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain(token);
  });
});

describe("chats.mountAgain", () => {
  it("finds what an upgrade of Coder has brought", async () => {
    let isUpgraded = false;
    const server = await serveSockets(() => (isUpgraded ? { status: 200, json: [] } : refuse(404, "Route not found.")));
    started.push(server);
    const { chats } = makeClient({ baseUrl: server.url });
    await expect(chats.mount(anyCall())).resolves.toBeUndefined();

    isUpgraded = true;

    await expect(chats.mount(anyCall())).resolves.toBeUndefined();
    await expect(chats.mountAgain(anyCall())).resolves.toBe("api");
  });
});

const wait = (ms: number) => systemClock.sleep(ms, anyCall().signal);
