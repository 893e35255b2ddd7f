import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "@jest/globals";
import { someCoder, startBundle } from "./run-bundle.ts";

/** A dependency that prints: a moment after the start, and whenever it is used for a call. */
const planted = `
  const send = globalThis.fetch;
  globalThis.fetch = (...request) => {
    process.stdout.write("planted in a call\\n");
    return send(...request);
  };
  setTimeout(() => console.log("planted %s", "on a timer"), 500);
`;
const preload = `--import data:text/javascript,${encodeURIComponent(planted)}`;

describe("the process over stdio, with a dependency that prints", () => {
  it("writes nothing but JSON-RPC to stdout, and what was printed to stderr", async () => {
    const { child, ended } = startBundle([], { ...someCoder, NODE_OPTIONS: preload });
    const answered = lineWith(child.stdout, '"id":2');
    const printed = lineWith(child.stderr, "planted on a timer");

    for (const message of [hello, listAgents]) child.stdin.write(`${JSON.stringify(message)}\n`);
    await Promise.all([answered, printed]);
    child.stdin.end();
    const { code, stdout, stderr } = await ended;

    expect(code).toBe(0);
    expect(idsOf(stdout)).toEqual([1, 2]);
    expect(stderr).toContain("planted in a call");
  });

  it("ends with its client, also when that has stopped reading", async () => {
    const { child } = startBundle([], someCoder, { isRead: false });
    await once(child.stderr, "data");
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    child.stdin.write(`${JSON.stringify(listTools)}\n`.repeat(200));
    await once(child.stdout, "readable");

    const endedAt = performance.now();
    child.stdin.end();
    const [code] = await once(child, "exit");

    expect(code).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(5_000);
  });
});

const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "0" } },
};
const listAgents = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "list_agents", arguments: {} } };
const listTools = { jsonrpc: "2.0", id: 3, method: "tools/list", params: {} };

const idsOf = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).id);

async function lineWith(stream: NodeJS.ReadableStream, part: string): Promise<void> {
  for await (const line of createInterface({ input: stream })) if (line.includes(part)) return;
  throw new Error(`The process ended without ${part}.`);
}
