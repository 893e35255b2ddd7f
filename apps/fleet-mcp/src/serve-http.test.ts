import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createAccess } from "./access/access.ts";
import { connectModern, connectOld, modernHttp, oldHttp } from "../test/connect.ts";
import { makeGateTool } from "../test/make-gate-tool.ts";
import { makeHoldTool } from "../test/make-hold-tool.ts";
import { makeLog } from "../test/make-log.ts";
import { at, connectRaw, listTools, rpcHeaders, send } from "../test/raw-http.ts";
import { startHttp, stopAll } from "../test/start-http.ts";
import { serveHttp } from "./serve-http.ts";

afterEach(stopAll);

describe("serveHttp", () => {
  it("lists the tools to a modern client and to one of 2025", async () => {
    const { address } = await startHttp({ tools: [makeHoldTool().tool] });
    const modern = await connectModern(modernHttp(address));
    const old = await connectOld(oldHttp(address));

    const lists = [await modern.listTools(), await old.listTools()];

    await modern.close();
    await old.close();
    expect(lists.map(({ tools }) => tools.map(({ name }) => name))).toEqual([["hold"], ["hold"]]);
  });

  it("cancels the call of a modern client that closes its response", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await startHttp({ tools: [tool] });
    const client = await connectModern(modernHttp(address));
    const user = new AbortController();

    const call = client.callTool({ name: "hold", arguments: {} }, { signal: user.signal });
    const outcome = expect(call).rejects.toThrow();
    await begun;
    user.abort();

    await outcome;
    await aborted;
    await client.close();
  });

  it.each([
    ["modern", { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "hold" }, envelope()],
    ["2025", { "mcp-protocol-version": "2025-11-25" }, {}],
  ])("cancels a call whose connection breaks (%s)", async (_era, headers, meta) => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await startHttp({ tools: [tool] });
    const params = { name: "hold", arguments: {}, ...meta };

    const sent = post(address, { jsonrpc: "2.0", id: 1, method: "tools/call", params }, headers);
    await begun;
    sent.destroy();

    await aborted;
  });

  it("answers requests one behind the other on one connection", async () => {
    const { address } = await startHttp();
    const head = `GET /healthz HTTP/1.1\r\nHost: localhost\r\n`;

    const { write, ended } = connectRaw(address);
    write(`${head}\r\n${head}Connection: close\r\n\r\n`);

    expect((await ended).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });

  it("ends a connection that sends its headers byte by byte", async () => {
    const { address } = await startHttp({ times: { headersMs: 60, checkMs: 20 } });

    const { write, ended } = connectRaw(address);
    write("POST /mcp HTTP/1.1\r\nHost: localhost\r\n");
    const dripping = setInterval(() => write("X"), 10);

    expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(dripping);
  });

  it("ends a connection that says nothing", async () => {
    const { address } = await startHttp({ times: { headersMs: 60, requestMs: 80, checkMs: 20 } });

    await connectRaw(address).ended;
  });

  it("ends a connection that never finishes its body", async () => {
    const { address } = await startHttp({ times: { headersMs: 40, requestMs: 60, checkMs: 20 } });

    const { write, ended } = connectRaw(address);
    write(`${headOf("POST")}Content-Length: 1000\r\n\r\n{`);

    expect(await ended).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  it("ends a connection that is idle", async () => {
    const { address } = await startHttp({ times: { idleMs: 20 } });

    const { write, ended } = connectRaw(address);
    write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

    expect(await ended).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("cuts no call short that takes longer than a request may", async () => {
    const { tool, begun, open } = makeGateTool();
    const { address } = await startHttp({
      tools: [tool],
      times: { headersMs: 20, requestMs: 30, idleMs: 20, checkMs: 10 },
    });

    const call = send(address, { body: callOf("gate") });
    await until(() => begun() === 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    open();

    expect((await call).body).toContain("Through.");
  });

  it("answers 431 to headers that are too large", async () => {
    const { address } = await startHttp();

    const answer = await send(address, { headers: { "x-large": "a".repeat(17 * 1024) } });

    expect(answer.status).toBe(431);
  });

  it("answers 500 with a sentence of its own when it fails, and logs why", async () => {
    const log = makeLog();
    const { address } = await startHttp({
      log,
      metrics: () => Promise.reject(new Error("secret detail")),
    });

    const answer = await send(at(address, "/metrics"), { method: "GET" });

    expect(answer).toMatchObject({ status: 500, body: '{"error":"The server failed to answer. Its log says why."}' });
    expect(log.messages).toContain("request failed");
  });

  it("says that a port is in use and what to do", async () => {
    const port = Number(new URL((await startHttp()).address).port);

    await expect(startHttp({ port })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use: choose another with --port or FLEET_MCP_PORT.`,
    );
  });

  it("says that an address cannot be listened on", async () => {
    await expect(startHttp({ host: "192.0.2.1" })).rejects.toThrow(
      "Listening on port 0 of 192.0.2.1 failed (EADDRNOTAVAIL): check --host and --port.",
    );
  });
});

describe("the end of serveHttp", () => {
  it("lets running calls of both eras finish, and then closes", async () => {
    const { tool, begun, open } = makeGateTool();
    const serving = await startHttp({ tools: [tool], times: { graceMs: 60_000 } });
    const modern = await connectModern(modernHttp(serving.address));
    const old = await connectOld(oldHttp(serving.address));
    const calls = [
      modern.callTool({ name: "gate", arguments: {} }),
      old.callTool({ name: "gate", arguments: {} }),
    ] as const;
    await until(() => begun() === 2);

    const closed = serving.close();
    open();

    expect(await Promise.all(calls)).toMatchObject([{ structuredContent: {} }, { structuredContent: {} }]);
    await closed;
    await Promise.all([modern.close(), old.close()]);
  });

  it("aborts calls of both eras that take longer than it waits", async () => {
    const [first, second] = [makeHoldTool(), makeHoldTool()];
    const log = makeLog();
    const serving = await startHttp({ tools: [first.tool], log, times: { graceMs: 20 } });
    const older = await startHttp({ tools: [second.tool], times: { graceMs: 20 } });
    const modern = await connectModern(modernHttp(serving.address));
    const old = await connectOld(oldHttp(older.address));
    const calls = Promise.allSettled([
      modern.callTool({ name: "hold", arguments: {} }),
      old.callTool({ name: "hold", arguments: {} }),
    ]);
    await Promise.all([first.begun, second.begun]);

    await Promise.all([serving.close(), older.close()]);

    await Promise.all([first.aborted, second.aborted]);
    expect(log.messages).toContain("stopped before all calls were answered");
    await modern.close();
    await old.close();
    await calls;
  });

  it("closes idle connections at once, although a call still runs", async () => {
    const { tool, begun, open } = makeGateTool();
    const serving = await startHttp({ tools: [tool], times: { graceMs: 60_000 } });
    const call = send(serving.address, { body: callOf("gate") });
    const idle = connectRaw(serving.address);
    idle.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise((resolve) => idle.socket.once("data", resolve));
    await until(() => begun() === 1);

    const closed = serving.close();

    await idle.ended;
    open();
    expect((await call).status).toBe(200);
    await closed;
  });

  it("takes no new connection, and no new request on one that is open", async () => {
    const { tool, begun, open } = makeGateTool();
    const serving = await startHttp({ tools: [tool], times: { graceMs: 60_000 } });
    const late = connectRaw(serving.address);
    late.write("GET /healthz HTTP/1.1\r\n");
    const call = send(serving.address, { body: callOf("gate") });
    await until(() => begun() === 1);

    const closed = serving.close();
    late.write("Host: localhost\r\n\r\n");

    const answer = await late.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toContain('{"error":"The server is stopping."}');
    await expect(send(serving.address)).rejects.toThrow("ECONNREFUSED");
    open();
    await call;
    await closed;
  });

  it("closes the connection of a call that has finished, although another still runs", async () => {
    const [first, second] = [makeGateTool("first"), makeGateTool("second")];
    const serving = await startHttp({ tools: [first.tool, second.tool], times: { graceMs: 60_000 } });
    const kept = connectRaw(serving.address);
    const body = callOf("first");
    kept.write(`${headOf("POST")}Content-Length: ${body.length}\r\n\r\n${body}`);
    const call = send(serving.address, { body: callOf("second") });
    await until(() => first.begun() === 1 && second.begun() === 1);

    const closed = serving.close();
    first.open();

    expect(await kept.ended).toContain("Through.");
    second.open();
    expect((await call).body).toContain("Through.");
    await closed;
  });

  it("ends streams at once, although a call still runs: they would never finish", async () => {
    const { tool, begun, open } = makeGateTool();
    const serving = await startHttp({ tools: [tool], hasNews: true, times: { graceMs: 60_000 } });
    const call = send(serving.address, { body: callOf("gate") });
    const sent = post(serving.address, listen(), listenHeaders);
    const stream = await new Promise<IncomingMessage>((resolve) => sent.once("response", resolve));
    const ended = new Promise((resolve) => stream.resume().once("end", resolve));
    await until(() => begun() === 1);

    const closed = serving.close();

    await ended;
    expect(stream.headers["content-type"]).toBe("text/event-stream");
    open();
    expect((await call).body).toContain("Through.");
    await closed;
  });

  it("closes twice as it closes once", async () => {
    const access = createAccess("127.0.0.1", [], { requestsPerMinute: 1, concurrentCalls: 1 });
    const serving = await serveHttp(
      () => {
        throw new Error("not called");
      },
      { host: "127.0.0.1", port: 0, log: makeLog(), access, readiness: async () => ({ ready: true }) },
    );

    await Promise.all([serving.close(), serving.close()]);

    await expect(send(serving.address)).rejects.toThrow("ECONNREFUSED");
  });
});

const headOf = (method: string): string =>
  `${method} /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n`;

const callOf = (name: string): string =>
  JSON.stringify({ ...JSON.parse(listTools), method: "tools/call", params: { name, arguments: {} } });

const listenHeaders = { "mcp-protocol-version": "2026-07-28", "mcp-method": "subscriptions/listen" };

function listen() {
  const params = { notifications: { toolsListChanged: true }, ...envelope() };
  return { jsonrpc: "2.0", id: 1, method: "subscriptions/listen", params };
}

function envelope() {
  return {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "raw", version: "0" },
    },
  };
}

/** Sends and leaves the answer unread; errors of a connection that the test breaks are expected. */
function post(url: string, message: unknown, headers: Readonly<Record<string, string>>) {
  const sent = request(url, { method: "POST", headers: { ...rpcHeaders, ...headers } });
  sent.on("error", () => {});
  sent.end(JSON.stringify(message));
  return sent;
}

/** Each turn lets the network go on; what never comes true ends with the test's time-out. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}
