import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { codeOf, faultOf } from "./hostile/fault-of.ts";
import { namingCalls, nested, shapelessCalls } from "./hostile/hostile-calls.ts";
import type { HostileCall } from "./hostile/hostile-calls.ts";
import { authToken } from "./hostile/attacked-process.ts";
import { messageIn, startHttpTarget } from "./hostile/http-target.ts";
import type { HttpTarget } from "./hostile/http-target.ts";
import { connectRaw, listTools, send } from "./raw-http.ts";

jest.setTimeout(60_000);

const list: HostileCall = { tool: "list_agents", json: "{}" };

/** With how many at a time calls are not refused for now. */
const width = 30;

describe("the bundled server under attack over HTTP", () => {
  let server: HttpTarget;
  beforeAll(async () => {
    server = await startHttpTarget();
  });

  /** Whatever was done to it: it works for clients of either era, has told no token and is small. */
  afterEach(async () => {
    const after = [await server.call(list), await server.callAsOf2025(list)];

    const works = { result: { structuredContent: { total: expect.any(Number) } } };
    expect(after).toMatchObject([works, works]);
    expect(server.leaks()).toEqual([]);
    expect(server.megabytes()).toBeLessThan(500);
  });

  afterAll(async () => expect(await server.stop()).toBe(0));

  /** All answers, so many calls at a time. */
  async function inTurn(calls: readonly HostileCall[], call: HttpTarget["call"]) {
    const answers = [];
    for (let start = 0; start < calls.length; start += width) {
      answers.push(...(await Promise.all(calls.slice(start, start + width).map(call))));
    }
    return answers;
  }

  it.each(["call", "callAsOf2025"] as const)("refuses every hostile name by one of its codes (%s)", async (era) => {
    const before = server.agents();

    const answers = await inTurn(namingCalls, server[era]);

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(new Set(answers.map(codeOf))).not.toContain("unavailable");
    expect(server.agents()).toEqual(before);
  });

  it.each(["call", "callAsOf2025"] as const)("refuses arguments of no honest shape (%s)", async (era) => {
    const answers = await inTurn(shapelessCalls, server[era]);

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(answers.filter((answer) => answer?.result && !answer.result.isError)).toEqual([]);
    expect(JSON.stringify(await server.call(list))).not.toContain("polluted");
  });

  it.each([
    ["a Host elsewhere", { host: "evil.example.com" }, 403],
    ["a Host that begins like ours", { host: "localhost.evil.example.com" }, 403],
    ["an Origin elsewhere", { origin: "https://evil.example.com" }, 403],
    ["an Origin that begins like ours", { origin: "http://127.0.0.1.evil.example.com" }, 403],
    ["an Origin of no page", { origin: "null" }, 403],
    ["no token", { authorization: "" }, 401],
    ["a token that is shorter", { authorization: `Bearer ${authToken.slice(0, -1)}` }, 401],
    ["a token that is longer", { authorization: `Bearer ${authToken}x` }, 401],
    ["a token as a password", { authorization: `Basic ${Buffer.from(authToken).toString("base64")}` }, 401],
    ["a token of 10,000 characters", { authorization: `Bearer ${"x".repeat(10_000)}` }, 401],
    ["no JSON by its own account", { "content-type": "text/plain" }, 415],
    ["a revision of no time", { "mcp-protocol-version": "2099-01-01" }, 400],
    ["a revision of prototypes", { "mcp-protocol-version": "__proto__" }, 400],
  ])("refuses a request with %s", async (_what, headers, status) => {
    const answer = await server.post(listTools, { headers });

    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("list_agents");
  });

  it.each([
    ["5 MB", `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${"x".repeat(5 * 1024 * 1024)}"}}`, 413],
    ["12 MB", "x".repeat(12 * 1024 * 1024), 413],
    ["100,000 levels", nested(100_000), 400],
    ["100,000 levels of parameters", `{"jsonrpc":"2.0","id":1,"method":"ping","params":${nested(100_000)}}`, 400],
    [
      "a batch of 10,000",
      `[${Array.from({ length: 10_000 }, () => '{"jsonrpc":"2.0","id":1,"method":"ping"}').join()}]`,
      400,
    ],
    ["no JSON", "this is not JSON", 400],
    ["half of a message", '{"jsonrpc":"2.0","id":1,', 400],
    ["nothing", "", 400],
    ["null", "null", 400],
    ["a number", "42", 400],
  ])("refuses a body of %s", async (_what, body, status) => {
    // A server that has read enough may close the connection before all is sent.
    const answer = await server.post(body).catch(() => undefined);

    expect(answer?.status ?? status).toBe(status);
  });

  it.each([
    ["a line break in a header", "X-A: a\r\n b\r\n"],
    ["a NUL in a header", "X-A: a\u0000b\r\n"],
    ["a header of no name", ": a\r\n"],
    ["two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n"],
    ["a length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"],
    ["64 kB of headers", `X-A: ${"a".repeat(64 * 1024)}\r\n`],
    ["10,000 headers", "X-A: a\r\n".repeat(10_000)],
    ["a name with line breaks by escapes", "Mcp-Name: a%0d%0aX-Injected: yes\r\n"],
  ])("does not let through %s", async (_what, headers) => {
    const { host } = new URL(server.url);
    const raw = connectRaw(server.url);
    const token = `Authorization: Bearer ${authToken}\r\n`;
    raw.write(`POST /mcp HTTP/1.1\r\nHost: ${host}\r\n${token}Connection: close\r\n${headers}\r\n0\r\n\r\n`);

    const received = await raw.ended;

    expect(received).toMatch(/^(?:HTTP\/1[.]1 4\d\d |$)/);
    expect(received).not.toMatch(/x-injected/i);
  });

  it.each(["/mcp/../metrics", "/..%2f..%2fetc/passwd", "//evil.example.com/mcp", "/mcp%00", "/__proto__", "*"])(
    "has nothing at %s without a token",
    async (path) => {
      const raw = connectRaw(server.url);
      raw.write(`GET ${path} HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nConnection: close\r\n\r\n`);

      expect(await raw.ended).toMatch(/^HTTP\/1[.]1 4\d\d /);
    },
  );

  it("answers others while 300 connections say their headers slowly", async () => {
    const slow = Array.from({ length: 300 }, () => connectRaw(server.url));
    for (const { write } of slow) write("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ");

    const answer = await server.call(list);

    for (const { destroy } of slow) destroy();
    expect(faultOf(answer)).toBeUndefined();
    expect(codeOf(answer)).toBeUndefined();
  });

  it("answers each of 1,000 parallel calls, or says when to try again", async () => {
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "list_agents", arguments: {} },
    });

    const answers = await Promise.all(Array.from({ length: 1_000 }, () => server.post(body)));

    const refused = answers.filter(({ status }) => status === 429);
    const answered = answers.filter(({ status }) => status === 200);
    expect(refused.length + answered.length).toBe(1_000);
    expect(refused.filter(({ headers }) => !(Number(headers["retry-after"]) > 0))).toEqual([]);
    expect(answered.flatMap((answer) => faultOf(messageIn(answer)) ?? [])).toEqual([]);
    expect(answered.length).toBeGreaterThan(0);
  });

  it("answers calls after others were abandoned", async () => {
    const [agent = ""] = server.agents();
    const args = { agent_name: agent, wait_seconds: 60 };
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "restart_agent", arguments: args },
    });
    const { host } = new URL(server.url);
    const head = `POST /mcp HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${authToken}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: ${body.length}\r\n\r\n`;
    const abandoned = Array.from({ length: 10 }, () => connectRaw(server.url));
    await Promise.all(abandoned.map(({ socket }) => once(socket, "connect")));
    for (const { write } of abandoned) write(head + body);
    for (const { destroy } of abandoned) destroy();

    expect(codeOf(await server.call(list))).toBeUndefined();
  });

  it("takes responses and cancellations nobody asked for", async () => {
    const answers = [
      await server.post('{"jsonrpc":"2.0","id":7,"result":{}}'),
      await server.post('{"jsonrpc":"2.0","id":7,"error":{"code":-1,"message":"x"}}'),
      await server.post('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}'),
    ];

    expect(answers.filter(({ status = 0 }) => ![200, 202, 400].includes(status))).toEqual([]);
  });

  it("tells who has no token nothing", async () => {
    const paths = ["/metrics", "/readyz", "/healthz", "/mcp"];

    const answers = await Promise.all(paths.map((path) => send(new URL(path, server.url).href, { method: "GET" })));

    expect(answers.map(({ status }) => status)).toEqual([401, 200, 200, 401]);
    expect(JSON.stringify(answers)).not.toMatch(/fleet_mcp_|127[.]0[.]0[.]1:\d+/);
  });
});
