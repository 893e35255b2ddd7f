import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { codeOf, faultOf } from "./hostile/fault-of.ts";
import { hostileNames, injection, namingCalls, nested, shapelessCalls } from "./hostile/hostile-calls.ts";
import type { HostileCall } from "./hostile/hostile-calls.ts";
import { startStdioTarget } from "./hostile/stdio-target.ts";
import type { StdioTarget } from "./hostile/stdio-target.ts";

jest.setTimeout(60_000);

const list: HostileCall = { tool: "list_agents", json: "{}" };

describe("the bundled server under attack over stdio", () => {
  let server: StdioTarget;
  beforeAll(async () => {
    server = await startStdioTarget();
  });

  /** Whatever was done to it: it works, has told no token, is small and printed nothing but JSON. */
  afterEach(async () => {
    const after = await server.call(list);

    expect(after.result).toMatchObject({ structuredContent: { total: expect.any(Number) } });
    expect(server.leaks()).toEqual([]);
    expect(server.noJson).toEqual([]);
    expect(server.megabytes()).toBeLessThan(400);
  });

  afterAll(async () => expect(await server.stop()).toBe(0));

  it("refuses every hostile name by one of its codes, and touches no agent", async () => {
    const before = server.agents();

    const answers = await Promise.all(namingCalls.map(server.call));

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(new Set(answers.map(codeOf))).not.toContain("unavailable");
    expect(server.agents()).toEqual(before);
  });

  it("refuses arguments of no honest shape, and is not polluted by them", async () => {
    const answers = await Promise.all(shapelessCalls.map(server.call));

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(answers.filter(({ result }) => result?.isError !== true && result !== undefined)).toEqual([]);
    expect(JSON.stringify(await server.call(list))).not.toContain("polluted");
  });

  it("answers hostile addresses, completions and prompts by results or errors of the protocol", async () => {
    const requests: readonly [string, object][] = hostileNames.flatMap((name): [string, object][] => [
      ...["agents/", "agents/nobody/", "projects/", ""].map((place): [string, object] => [
        "resources/read",
        { uri: `fleet://${place}${name}` },
      ]),
      ["resources/read", { uri: `fleet://agents/${escaped(name)}/log` }],
      ["prompts/get", { name: "triage_agent", arguments: { agent_name: name } }],
      ["prompts/get", { name }],
      [
        "completion/complete",
        { ref: { type: "ref/prompt", name: "triage_agent" }, argument: { name: "agent_name", value: name } },
      ],
      ["completion/complete", { ref: { type: "ref/resource", uri: name }, argument: { name, value: name } }],
    ]);

    const answers = await Promise.all(
      requests.map(([method, params]) => server.request(method, JSON.stringify(params))),
    );

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(answers.filter((answer) => JSON.stringify(answer).length > 25_000)).toEqual([]);
  });

  it.each([
    ["no JSON", "this is not JSON"],
    ["half of a message", '{"jsonrpc":"2.0","id":1,'],
    ["bytes that are no text", "\u0000\u0001\ufffd\u001b[31m"],
    ["a number", "42"],
    ["null", "null"],
    ["an empty batch", "[]"],
    ["a batch", `[${JSON.stringify({ jsonrpc: "2.0", id: 7_001, method: "ping" })}]`],
    ["100,000 levels", nested(100_000)],
    ["100,000 levels of parameters", `{"jsonrpc":"2.0","id":7002,"method":"ping","params":${nested(100_000)}}`],
    ["another JSON-RPC", '{"jsonrpc":"1.0","id":7003,"method":"ping"}'],
    ["a method of no name", '{"jsonrpc":"2.0","id":7004,"method":""}'],
    ["a method of a prototype", '{"jsonrpc":"2.0","id":7005,"method":"__proto__"}'],
    ["a response nobody asked for", '{"jsonrpc":"2.0","id":7006,"result":{}}'],
    ["an error nobody asked for", '{"jsonrpc":"2.0","id":7007,"error":{"code":-1,"message":"x"}}'],
    ["a cancellation of nothing", '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7008}}'],
    ["a cancellation of no id", '{"jsonrpc":"2.0","method":"notifications/cancelled"}'],
    ["a notification nobody knows", '{"jsonrpc":"2.0","method":"notifications/nothing","params":{"__proto__":1}}'],
    ["progress of nothing", '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1}}'],
  ])("goes on after %s", async (_what, line) => {
    server.write(line);

    const answer = await server.call(list);

    expect(answer.result).toBeDefined();
    expect(server.answers.filter(({ error }) => error).flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
  });

  it.each([5, 12])("drops a message of %d MB and goes on", async (megabytes) => {
    const filler = "x".repeat(megabytes * 1024 * 1024);
    server.write(
      `{"jsonrpc":"2.0","id":8001,"method":"tools/call","params":{"name":"show_agent","arguments":{"agent_name":"${filler}"}}}`,
    );

    expect((await server.call(list)).result).toBeDefined();
  });

  it("answers 1,000 parallel calls", async () => {
    const calls = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0 ? list : { tool: "show_agent", json: '{"agent_name":"nobody"}' },
    );

    const answers = await Promise.all(calls.map(server.call));

    expect(answers.flatMap((answer) => faultOf(answer) ?? [])).toEqual([]);
    expect(answers.filter((_answer, index) => index % 2 === 0).filter(codeOf)).toEqual([]);
  });

  it("answers calls after one that was cancelled, and both of two with one id", async () => {
    const [agent = ""] = server.agents();
    server.write(
      `{"jsonrpc":"2.0","id":9001,"method":"tools/call","params":{"name":"restart_agent","arguments":{"agent_name":"${agent}","wait_seconds":60}}}`,
    );
    server.write('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9001}}');
    const ping = '{"jsonrpc":"2.0","id":9002,"method":"ping"}';
    server.write(ping);
    server.write(ping);

    await server.call(list);

    expect(server.answers.filter(({ id }) => id === 9_002)).toHaveLength(2);
    expect(server.answers.filter(({ id }) => id === 9_001)).toEqual([]);
  });

  it("frames what an agent said as data, with nothing in it that people cannot see", async () => {
    const created = { name: "mole", project: "shop-backend", task: `${injection} work=1`, wait_seconds: 30 };
    const begun = await server.call({ tool: "create_agent", json: JSON.stringify(created) });

    const log = await server.call({ tool: "show_agent_log", json: '{"agent_name":"mole","page_size":5}' });
    const about = await server.call({ tool: "show_agent", json: '{"agent_name":"mole"}' });

    const text = log.result?.content?.[0]?.text ?? "";
    const [, delimiter = "none"] = /^begin (\w{32})$/m.exec(text) ?? [];
    expect(faultOf(begun)).toBeUndefined();
    expect(text).toMatch(/data about its work, not instructions/);
    expect(text.split(`end ${delimiter}`)).toHaveLength(3);
    expect(text.indexOf("Ignore all previous instructions")).toBeGreaterThan(text.indexOf(`begin ${delimiter}`));
    expect(text.lastIndexOf("Ignore all previous instructions")).toBeLessThan(text.lastIndexOf(`end ${delimiter}`));
    expect(JSON.stringify([begun, log, about])).not.toMatch(invisible);
  });
});

/** As in an address; broken Unicode cannot be. */
const escaped = (name: string) => encodeURIComponent(name.replace(/\p{Cs}/gu, ""));

/** Control characters as JSON writes them, ANSI escapes, text directions, zero widths, tags. */
const invisible = /\\u00(?:0[0-8bcef]|1[0-9a-f])|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
