import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import type { ToolDefinition } from "@fleet-mcp/tools";
import { connectModern, connectOld, modernHttp, oldHttp } from "../test/connect.ts";
import { makeHoldTool } from "../test/make-hold-tool.ts";
import { makeLog } from "../test/make-log.ts";
import { createServer } from "./create-server.ts";
import { serveHttp } from "./serve-http.ts";
import type { Serving } from "./serving.ts";

describe("serveHttp", () => {
  it("lists the tools to a modern client and to one of 2025", async () => {
    const { address } = await start([makeHoldTool().tool]);
    const modern = await connectModern(modernHttp(address));
    const old = await connectOld(oldHttp(address));

    const lists = [await modern.listTools(), await old.listTools()];

    await modern.close();
    await old.close();
    expect(lists.map(({ tools }) => tools.map(({ name }) => name))).toEqual([["hold"], ["hold"]]);
  });

  it("cancels the call of a modern client that closes its response", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await start([tool]);
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
    const { address } = await start([tool]);
    const params = { name: "hold", arguments: {}, ...meta };

    const sent = post(address, { jsonrpc: "2.0", id: 1, method: "tools/call", params }, headers);
    await begun;
    sent.destroy();

    await aborted;
  });

  it("aborts running calls of both eras when it closes", async () => {
    const [first, second] = [makeHoldTool(), makeHoldTool()];
    const serving = await start([first.tool]);
    const older = await start([second.tool]);
    const modern = await connectModern(modernHttp(serving.address));
    const old = await connectOld(oldHttp(older.address));
    const calls = Promise.allSettled([
      modern.callTool({ name: "hold", arguments: {} }),
      old.callTool({ name: "hold", arguments: {} }),
    ]);
    await Promise.all([first.begun, second.begun]);

    await Promise.all([serving.close(), older.close()]);

    await Promise.all([first.aborted, second.aborted]);
    await modern.close();
    await old.close();
    await calls;
  });

  it.each([
    ["another host", { host: "evil.example.com" }],
    ["a web page elsewhere", { origin: "https://evil.example.com" }],
    ["an opaque web page", { origin: "null" }],
  ])("refuses requests for or from %s", async (_name, headers) => {
    const { address } = await start();

    const answer = await send(address, { headers });

    expect(answer.status).toBe(403);
  });

  it("accepts web pages on this machine", async () => {
    const { address } = await start();

    const answer = await send(address, { headers: { origin: "http://localhost:6274" } });

    expect(answer.status).toBe(200);
  });

  it("answers 404 as JSON elsewhere", async () => {
    const { address } = await start();

    const answer = await send(address.replace("/mcp", "/"), {});

    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "application/json" } });
    expect(JSON.parse(answer.body)).toEqual({ error: "There is nothing here. The MCP endpoint is /mcp." });
  });

  it.each(["GET", "DELETE", "PUT"])("answers 405 to %s", async (method) => {
    const { address } = await start();

    const answer = await send(`${address}?a=1`, { method });

    expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
  });

  it("answers 413 to a body over 4 MB", async () => {
    const { address } = await start();

    const answer = await send(address, { body: JSON.stringify({ text: "a".repeat(4 * 1024 * 1024) }) });

    expect(answer.status).toBe(413);
  });

  it("answers 400 to what is not JSON", async () => {
    const { address } = await start();

    const answer = await send(address, { body: "{" });

    expect(answer.status).toBe(400);
  });

  it("says that a port is in use and what to do", async () => {
    const port = Number(new URL((await start()).address).port);

    const starting = serveHttp(() => server([]), { host: "127.0.0.1", port, log: makeLog() });

    await expect(starting).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use: choose another with --port or FLEET_MCP_PORT.`,
    );
  });

  it("says that an address cannot be listened on", async () => {
    const starting = serveHttp(() => server([]), { host: "192.0.2.1", port: 0, log: makeLog() });

    await expect(starting).rejects.toThrow(
      "Listening on port 0 of 192.0.2.1 failed (EADDRNOTAVAIL): check --host and --port.",
    );
  });
});

const running: Serving[] = [];
afterEach(async () => {
  await Promise.allSettled(running.splice(0).map((serving) => serving.close()));
});

async function start(tools: readonly ToolDefinition[] = []): Promise<Serving> {
  const serving = await serveHttp(() => server(tools), { host: "127.0.0.1", port: 0, log: makeLog() });
  running.push(serving);
  return serving;
}

const server = (tools: readonly ToolDefinition[]) => createServer({ tools, log: makeLog(), clock: createFakeClock() });

function envelope() {
  return {
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "raw", version: "0" },
    },
  };
}

const rpcHeaders = { "content-type": "application/json", accept: "application/json, text/event-stream" };

/** Sends and leaves the answer unread; errors of a connection that the test breaks are expected. */
function post(url: string, message: unknown, headers: Readonly<Record<string, string>>) {
  const sent = request(url, { method: "POST", headers: { ...rpcHeaders, ...headers } });
  sent.on("error", () => {});
  sent.end(JSON.stringify(message));
  return sent;
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const listTools = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });

/** fetch cannot set Host and Origin. */
function send(url: string, { method = "POST", headers = {}, body = listTools }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { ...rpcHeaders, ...headers }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? body : undefined);
  });
}
