import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { someCoder, startBundle } from "./run-bundle.ts";

describe("the process over stdio", () => {
  it.each([
    ["broken JSON", ["{\n", '{"jsonrpc":"2.0","id":1\n']],
    ["JSON that is no message", ["7\n", '"words"\n', "null\n", "{}\n"]],
    ["a batch", [`[${JSON.stringify({ jsonrpc: "2.0", id: 5, method: "tools/list" })}]\n`]],
    ["empty lines", ["\n\n\r\n \n"]],
    ["bytes that are no UTF-8", [Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a])]],
    ["a line of twelve megabytes", [`${"x".repeat(12 * 1024 * 1024)}\n`]],
    ["a message of twelve megabytes", [`{"jsonrpc":"2.0","id":6,"method":"${"x".repeat(12 * 1024 * 1024)}"}\n`]],
  ])("goes on after %s", async (_what, chunks) => {
    const { code, answers } = await converse([asLine(hello), ...chunks, asLine(listTools)]);

    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual([1, 9]);
  });

  it("logs that it has dropped a message which is too long", async () => {
    const { stderr } = await converse([asLine(hello), `${"x".repeat(5 * 1024 * 1024)}\n`, asLine(listTools)]);

    expect(stderr).toMatch(/"bytes":5242881.*"message":"message dropped"/);
  });

  it("reads messages however they are cut", async () => {
    const all = Buffer.from(asLine(hello) + asLine({ ...listTools, id: 2, params: { note: "☃" } }) + asLine(listTools));
    const [first, second] = [all.indexOf("☃") + 1, all.length - 3];

    const { answers } = await converse([
      all.subarray(0, 7),
      all.subarray(7, first),
      all.subarray(first, second),
      all.subarray(second),
    ]);

    expect(answers.map(({ id }) => id)).toEqual([1, 2, 9]);
  });
});

const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "0" } },
};
const listTools = { jsonrpc: "2.0", id: 9, method: "tools/list", params: {} };
const asLine = (message: unknown): string => `${JSON.stringify(message)}\n`;

/** Sends the chunks one by one; closes stdin once message 9 is answered. */
async function converse(chunks: readonly (string | Buffer)[]) {
  const { child, ended } = startBundle([], someCoder);
  for (const chunk of chunks) {
    child.stdin.write(chunk);
    await pause(5);
  }
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"id":9')) break;
  child.stdin.end();
  const { code, stdout, stderr } = await ended;
  const answers: readonly { readonly id: unknown }[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { code, stderr, answers };
}
