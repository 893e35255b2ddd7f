import { request } from "node:http";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StreamableHTTPClientTransport as OldHttpTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { createFakeClock } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { connectModern, connectOld } from "../../test/connect.ts";
import { makeGateTool } from "../../test/make-gate-tool.ts";
import { makeLog } from "../../test/make-log.ts";
import { connectRaw, listTools, rpcHeaders, send, withToken } from "../../test/raw-http.ts";
import { startHttp, stopAll, tokenFor, tokenOf } from "../../test/start-http.ts";

afterEach(stopAll);

const tokens = [tokenFor("ci"), tokenFor("board", "read")];

describe("who may call", () => {
  it("is decided by the token, for clients of both eras", async () => {
    const gate = makeGateTool().tool;
    const { address } = await startHttp({ tokens, tools: ({ rights }) => (rights === "write" ? [gate] : []) });
    const requestInit = (name: string) => ({ requestInit: { headers: withToken(tokenOf(name)) } });
    const url = new URL(address);
    const modern = (name: string) => connectModern(new StreamableHTTPClientTransport(url, requestInit(name)));
    const old = (name: string) => connectOld(new OldHttpTransport(url, requestInit(name)));
    const clients = await Promise.all([modern("ci"), old("ci"), modern("board"), old("board")]);

    const lists = await Promise.all(clients.map((client) => client.listTools()));

    await Promise.all(clients.map((client) => client.close()));
    expect(lists.map(({ tools }) => tools.map(({ name }) => name))).toEqual([["gate"], ["gate"], [], []]);
  });

  it("is told apart by name", async () => {
    const callers: string[] = [];
    const { address } = await startHttp({ tokens, tools: ({ name }) => (callers.push(name), []) });

    await send(address, { headers: withToken(tokenOf("board")) });
    await send(address, { headers: withToken(tokenOf("ci")) });

    expect(callers).toEqual(["board", "ci"]);
  });

  it("is nobody without a token", async () => {
    const { address } = await startHttp({ tokens });

    const answer = await send(address);

    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="fleet-mcp"');
    expect(JSON.parse(answer.body)).toEqual({
      error: `A token is needed: send the header "Authorization: Bearer TOKEN" with one of this server's tokens.`,
    });
  });

  it.each([
    ["a wrong token", withToken(tokenOf("eve"))],
    ["another scheme", { authorization: `Basic ${tokenOf("ci")}` }],
    ["an empty one", { authorization: "" }],
  ])("is nobody with %s, of which nothing comes back", async (_name, headers) => {
    const log = makeLog();
    const { address } = await startHttp({ tokens, log });

    const answer = await send(address, { headers });

    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="fleet-mcp", error="invalid_token"');
    expect(answer.body).not.toMatch(/eve|ci-/);
    expect(log.messages).toEqual(["requests were refused"]);
  });

  it.each(["access_token", "token", "authorization"])("is nobody with a token in the address (%s)", async (name) => {
    const { address } = await startHttp({ tokens });

    expect((await send(`${address}?${name}=${tokenOf("ci")}`)).status).toBe(401);
  });
});

describe("limits", () => {
  it("answer 429 to more requests in a minute, for this caller alone", async () => {
    const clock = createFakeClock();
    const { address } = await startHttp({ tokens, clock, limits: { requestsPerMinute: 2 } });
    const call = (name: string) => send(address, { headers: withToken(tokenOf(name)) });
    await call("ci");
    await call("ci");

    const [refused, other] = [await call("ci"), await call("board")];
    clock.advance(30_000);
    const later = await call("ci");

    expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "30" } });
    expect(JSON.parse(refused.body)).toEqual({
      error: "There were more than 2 requests in a minute: try again in 30 s.",
    });
    expect([other.status, later.status]).toEqual([200, 200]);
  });

  it("hold for the local caller without a token too", async () => {
    const { address } = await startHttp({ clock: createFakeClock(), limits: { requestsPerMinute: 1 } });

    const answers = [await send(address), await send(address)];

    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
  });

  it("answer 429 to more calls at a time, until one of them ends", async () => {
    const { tool, begun, open } = makeGateTool();
    const { address } = await startHttp({ tools: [tool], limits: { concurrentCalls: 1 } });
    const first = send(address, { body: callOf("gate") });
    await until(() => begun() === 1);

    const second = await send(address);
    open();
    await first;
    const third = await send(address);

    expect(second).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    expect(JSON.parse(second.body)).toEqual({ error: "There were more than 1 calls at a time: try again in 1 s." });
    expect(third.status).toBe(200);
  });

  it("get back the place of a call whose client left", async () => {
    const { tool, begun } = makeGateTool();
    const { address } = await startHttp({ tools: [tool], limits: { concurrentCalls: 1 } });
    const sent = request(address, { method: "POST", headers: rpcHeaders });
    sent.on("error", () => {});
    sent.end(callOf("gate"));
    await until(() => begun() === 1);

    sent.destroy();

    let answer = await send(address);
    while (answer.status === 429) answer = await send(address);
    expect(answer.status).toBe(200);
  });

  it("count each message of a batch", async () => {
    const { address } = await startHttp({ clock: createFakeClock(), limits: { requestsPerMinute: 3 } });

    const answers = [await send(address, { body: batchOf(3) }), await send(address)];

    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
  });

  it("let no batch through that they have no room for", async () => {
    const { address } = await startHttp({ clock: createFakeClock(), limits: { requestsPerMinute: 3 } });

    const answers = [await send(address, { body: batchOf(4) }), await send(address, { body: `\uFEFF ${batchOf(33)}` })];

    expect(answers.map(({ status }) => status)).toEqual([429, 400]);
  });
});

describe("what may be sent", () => {
  it("is at most 4 MB, which a client says beforehand", async () => {
    const { address } = await startHttp();

    const answer = await send(address, { body: JSON.stringify({ text: "a".repeat(4 * 1024 * 1024) }) });

    expect(answer).toMatchObject({ status: 413, body: '{"error":"The request is over 4 MB: send less at once."}' });
  });

  it("is refused before it is sent, when the client has said that it is larger", async () => {
    const { address } = await startHttp();
    const { write, ended } = connectRaw(address);

    write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${4 * 1024 * 1024 + 1}\r\n\r\n`);

    expect(await ended).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("is at most 4 MB, which a client does not say beforehand, and the rest is not read", async () => {
    const { address } = await startHttp();
    const { write, ended } = connectRaw(address);
    write(
      "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    for (let megabyte = 0; megabyte < 5; megabyte += 1) write(`100000\r\n${" ".repeat(1024 * 1024)}\r\n`);

    const answer = await ended;

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it("may be nearly 4 MB", async () => {
    const { address } = await startHttp();

    const answer = await send(address, { body: listTools.padEnd(4 * 1024 * 1024) });

    expect(answer.status).toBe(200);
  });

  it.each([
    ["arrays", "[".repeat(100_000) + "]".repeat(100_000)],
    ["objects", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
    ["arrays in a call", listTools.replace('"params":{}', `"params":{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`)],
  ])("is not nested in 100,000 %s", async (_name, body) => {
    const { address } = await startHttp();

    const answers = [await send(address, { body }), await send(address)];

    expect(answers[0]).toMatchObject({
      status: 400,
      body: '{"error":"The JSON is nested in more than 100 levels: send it flatter."}',
    });
    expect(answers[1]?.status).toBe(200);
  });

  it.each(["{", "", "[", "[{", "null", "\u0000"])("is JSON, not %j", async (body) => {
    const { address } = await startHttp();

    expect((await send(address, { body })).status).toBe(400);
  });

  it("may be left unfinished", async () => {
    const { address } = await startHttp();
    const { write, destroy, ended } = connectRaw(address);
    write("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    destroy();
    await ended;

    expect((await send(address)).status).toBe(200);
  });
});

describe("a thousand connections at a time", () => {
  it("are all answered: those with a token with 200, those without with 401", async () => {
    const { address } = await startHttp({ tokens, limits: { requestsPerMinute: 10_000, concurrentCalls: 1_000 } });

    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        send(address, index % 2 === 0 ? { headers: withToken(tokenOf("ci")) } : {}),
      ),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(500);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(500);
  }, 30_000);
});

const callOf = (name: string): string =>
  JSON.stringify({ ...JSON.parse(listTools), method: "tools/call", params: { name, arguments: {} } });

const batchOf = (messages: number): string =>
  JSON.stringify(Array.from({ length: messages }, (_, index) => ({ ...JSON.parse(listTools), id: index })));

/** Each turn lets the network go on; what never comes true ends with the test's time-out. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}
