import { McpServer } from "@modelcontextprotocol/server";
import { createFakeClock } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { localCaller } from "../access/caller.ts";
import { makeGateTool } from "../../test/make-gate-tool.ts";
import { makeHoldTool } from "../../test/make-hold-tool.ts";
import { send, withToken } from "../../test/raw-http.ts";
import { listMessage, openSession } from "../../test/raw-session.ts";
import { startHttp, stopAll, tokenFor, tokenOf } from "../../test/start-http.ts";
import { createLegacySessions } from "./legacy-sessions.ts";

afterEach(stopAll);

const notFound = { jsonrpc: "2.0", error: { code: -32_001, message: "Session not found" }, id: null };
const minute = 60_000;

describe("whose session it is", () => {
  it("is its caller's alone: to another it is as unknown as one that never was", async () => {
    const { address } = await startHttp({ tokens: [tokenFor("ci"), tokenFor("board")] });
    const session = await openSession(address, { headers: withToken(tokenOf("ci")) });
    const ask = (method: string, name: string, id: string) =>
      fetch(address, {
        method,
        headers: {
          ...withToken(tokenOf(name)),
          "mcp-session-id": id,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        },
        ...(method === "POST" ? { body: JSON.stringify(listMessage) } : {}),
      });

    const others = await Promise.all(["POST", "GET", "DELETE"].map((method) => ask(method, "board", session.id)));
    const unknown = await Promise.all(["POST", "GET", "DELETE"].map((method) => ask(method, "ci", "never-was")));

    const answers = [...others, ...unknown];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(answers.map(() => notFound));
    expect((await session.post(listMessage)).status).toBe(200);
  });
});

describe("without a session", () => {
  it("a client of 2025 calls as before, and GET, DELETE and PUT are not served", async () => {
    const { address } = await startHttp();

    const called = await send(address);
    const others = await Promise.all(["GET", "DELETE", "PUT"].map((method) => send(address, { method })));

    expect(called).toMatchObject({ status: 200 });
    expect(called.headers["mcp-session-id"]).toBeUndefined();
    expect(others.map(({ status }) => status)).toEqual([405, 405, 405]);
  });

  it("nor is PUT with one", async () => {
    const { address } = await startHttp();
    const session = await openSession(address);

    expect((await session.request("PUT")).status).toBe(405);
  });
});

describe("how long a session lasts", () => {
  it("is 30 minutes after it was last used", async () => {
    const clock = createFakeClock();
    const { address } = await startHttp({ clock });
    const session = await openSession(address);

    clock.advance(30 * minute - 1);
    const inTime = await session.post(listMessage);
    await inTime.text();
    clock.advance(30 * minute - 1);
    const again = await session.post(listMessage);
    await again.text();
    clock.advance(30 * minute);
    const late = await session.post(listMessage);

    expect([inTime.status, again.status, late.status]).toEqual([200, 200, 404]);
  });

  it("is as long as its stream is open or a call runs", async () => {
    const clock = createFakeClock();
    const { tool, begun, open } = makeGateTool();
    const { address } = await startHttp({ clock, tools: [tool] });
    const [listening, calling] = [await openSession(address), await openSession(address)];
    const stream = await listening.listen();
    const call = calling.call(1, "gate");
    while (begun() === 0) await new Promise((resolve) => setTimeout(resolve, 2));

    clock.advance(24 * 60 * minute);
    const statuses = [(await listening.post(listMessage)).status, (await calling.post(listMessage)).status];
    open();

    expect(statuses).toEqual([200, 200]);
    expect(await (await call).text()).toContain("Through.");
    await stream.body?.cancel();
  });
});

describe("what is left of a session", () => {
  it("is nothing once it is over and another begins, or once all are closed", async () => {
    const clock = createFakeClock();
    const servers: McpServer[] = [];
    const serverFor = () => {
      const server = new McpServer({ name: "test", version: "0" });
      servers.push(server);
      return server;
    };
    const sessions = createLegacySessions({ serverFor, clock, onerror: () => {} });
    const connected = () => servers.map((server) => server.isConnected());

    await sessions.open(localCaller);
    clock.advance(30 * minute);
    await sessions.open(localCaller);
    const afterwards = connected();
    await sessions.close();

    expect(afterwards).toEqual([false, true]);
    expect(connected()).toEqual([false, false]);
  });
});

describe("how many sessions a caller may have", () => {
  const limits = { requestsPerMinute: 10_000, concurrentCalls: 200 };

  it("is 100: for one more, the longest idle one ends", async () => {
    const clock = createFakeClock();
    const { address } = await startHttp({ clock, limits });
    const sessions = [];
    for (let opened = 0; opened < 100; opened += 1) {
      sessions.push(await openSession(address));
      clock.advance(1);
    }
    await (await sessions[0]?.post(listMessage))?.text();
    clock.advance(1);

    const another = await openSession(address);

    const statuses = await Promise.all(
      [another, ...sessions.slice(0, 3)].map(async (session) => (await session.post(listMessage)).status),
    );
    expect(statuses).toEqual([200, 200, 404, 200]);
  }, 30_000);

  it("is 100 in use, and then one more is refused until another ends", async () => {
    const { address } = await startHttp({ limits, tokens: [tokenFor("ci"), tokenFor("board")] });
    const open = (name: string) => openSession(address, { headers: withToken(tokenOf(name)) });
    const sessions = await Promise.all(Array.from({ length: 100 }, () => open("ci")));
    const streams = await Promise.all(sessions.map((session) => session.listen()));

    const [refused, other] = [await open("ci"), await open("board")];
    await sessions[0]?.end();
    const later = await open("ci");

    expect([refused.status, other.status, later.status]).toEqual([429, 200, 200]);
    await Promise.all(streams.map((stream) => stream.body?.cancel()));
  }, 30_000);

  it("counts none that did not properly begin", async () => {
    const { address } = await startHttp({ limits });
    const session = await openSession(address);

    const improper = await Promise.all(
      Array.from({ length: 150 }, () => openSession(address, { headers: { accept: "text/plain" } })),
    );

    expect(new Set(improper.map(({ status }) => status))).toEqual(new Set([406]));
    expect((await session.post(listMessage)).status).toBe(200);
  }, 30_000);
});

describe("the end of the server", () => {
  it("ends the streams of sessions at once, and lets their calls finish", async () => {
    const { tool, begun, open } = makeGateTool();
    const serving = await startHttp({ tools: [tool], times: { graceMs: 60_000 } });
    const session = await openSession(serving.address);
    const stream = await session.listen();
    const call = session.call(1, "gate");
    while (begun() === 0) await new Promise((resolve) => setTimeout(resolve, 2));

    const closed = serving.close();

    expect(await stream.text()).toBe(": open\n\n");
    open();
    expect(await (await call).text()).toContain("Through.");
    await closed;
  });

  it("aborts calls of sessions that take longer than it waits", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const serving = await startHttp({ tools: [tool], times: { graceMs: 20 } });
    const session = await openSession(serving.address);
    const call = session.call(1, "hold").then((answer) => answer.text());
    await begun;

    await serving.close();

    await Promise.all([aborted, call.catch(() => {})]);
  });
});
