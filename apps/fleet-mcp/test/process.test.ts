import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { StdioClientTransport as OldStdioTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { describe, expect, it } from "@jest/globals";
import { version } from "../src/version.ts";
import { startHttpServer, stdioServer } from "./bundled-server.ts";
import { connectModern, connectOld, modernHttp, oldHttp } from "./connect.ts";
import { bundle, runBundle, someCoder, startBundle } from "./run-bundle.ts";

describe("the process, over stdio", () => {
  it("lists the same tools, described, to a modern client and to one of 2025", async () => {
    const old = new OldStdioTransport({ command: process.execPath, args: [bundle], env: someCoder, stderr: "ignore" });
    const clients = [await connectModern(stdioServer(someCoder.CODER_URL)), await connectOld(old)];

    const [first, second] = await Promise.all(clients.map((client) => client.listTools()));

    await Promise.all(clients.map((client) => client.close()));
    expect(first?.tools).toHaveLength(18);
    expect(second?.tools).toEqual(first?.tools);
    expect(first?.tools.filter(({ outputSchema, title }) => !outputSchema || !title)).toEqual([]);
  });

  it("leaves out what changes something when read-only", async () => {
    const { stdout } = await converse(["--read-only"], [hello, listTools]);

    expect(stdout).toContain('"list_agents"');
    expect(stdout).not.toMatch(/"name":"(create|start|cancel|delete|restart)_/);
  });

  it("writes nothing but JSON-RPC to stdout and nothing but JSON to stderr, whatever it is sent", async () => {
    const unknownTool = { jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: "nope", arguments: {} } };
    const badInput = { jsonrpc: "2.0", id: 4, method: "tools/call", params: { name: "show_agent", arguments: {} } };

    const { code, stdout, stderr } = await converse(
      ["--log-level", "debug"],
      [hello, "not JSON", { jsonrpc: "2.0", id: 2, method: "no/such" }, unknownTool, badInput, listTools],
    );

    expect(code).toBe(0);
    expect(linesOf(stdout).filter((line) => line["jsonrpc"] !== "2.0")).toEqual([]);
    expect(linesOf(stdout).map((line) => line["id"])).toEqual(expect.arrayContaining([1, 2, 3, 4, 9]));
    expect(linesOf(stderr).length).toBeGreaterThanOrEqual(2);
    expect(stdout + stderr).not.toContain("canaryToke");
  });

  it("ends with 0 when the client closes stdin", async () => {
    expect(await runBundle([], someCoder)).toMatchObject({ code: 0, signal: null, stdout: "" });
  });

  it.each(["SIGTERM", "SIGINT"] as const)("ends with 0 on %s", async (signal) => {
    const { child, ended } = startBundle([], someCoder);
    await once(createInterface({ input: child.stderr }), "line");

    child.kill(signal);

    expect(await ended).toMatchObject({ code: 0, signal: null });
  });
});

describe("the process, over HTTP", () => {
  it("lists the tools to a modern client and to one of 2025, and ends with 0 on SIGTERM", async () => {
    const server = await startHttpServer(someCoder.CODER_URL);
    const clients = [await connectModern(modernHttp(server.url)), await connectOld(oldHttp(server.url))];

    const lists = await Promise.all(clients.map((client) => client.listTools()));

    await Promise.all(clients.map((client) => client.close()));
    expect(lists.map(({ tools }) => tools.length)).toEqual([18, 18]);
    expect(await server.stop()).toBe(0);
  });

  it("refuses a web page elsewhere", async () => {
    const server = await startHttpServer(someCoder.CODER_URL);

    const answer = await fetch(server.url, { method: "POST", headers: { origin: "https://evil.example.com" } });

    await server.stop();
    expect(answer.status).toBe(403);
  });

  it("says that its port is in use, with 2", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const bound = taken.address();
    const port = String(typeof bound === "object" && bound ? bound.port : 0);

    const outcome = await runBundle(["--http", "--port", port], someCoder);

    taken.close();
    expect(outcome).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `fleet-mcp: Port ${port} of 127.0.0.1 is in use: choose another with --port or FLEET_MCP_PORT.\n`,
    });
  });
});

describe("the process, before it serves", () => {
  it.each([
    [
      "no Coder",
      [],
      {},
      /^fleet-mcp: No Coder is known: set CODER_URL and CODER_SESSION_TOKEN, run `coder login`, or add --demo for a simulated one[.]\n$/,
    ],
    ["a wrong address", [], { ...someCoder, CODER_URL: "coder" }, /^fleet-mcp: CODER_URL must be an address [^\n]+\n$/],
    [
      "a backend that there is not",
      [],
      { ...someCoder, FLEET_MCP_BACKEND: "chat" },
      /^fleet-mcp: FLEET_MCP_BACKEND must be [^\n]+\n$/,
    ],
    ["a wrong port", [], { ...someCoder, FLEET_MCP_PORT: "x" }, /^fleet-mcp: FLEET_MCP_PORT must be [^\n]+\n$/],
    [
      "a host that others can reach",
      ["--http", "--host", "0.0.0.0"],
      someCoder,
      /^fleet-mcp: 0[.]0[.]0[.]0 can be reached from other machines, [^\n]+\n$/,
    ],
    ["a toolset that there is not", ["--toolsets", "missions"], someCoder, /^fleet-mcp: --toolsets has no [^\n]+\n$/],
    ["a command that there is not", ["serve"], {}, /^fleet-mcp: There is no command "serve"[.] [^\n]+\n$/],
    ["a token on the command line", ["--token", "x"], someCoder, /^fleet-mcp: There is no flag --token[.] [^\n]+\n$/],
  ])("refuses %s in one line, with 2", async (_what, args, env, line) => {
    const outcome = await runBundle(args, env);

    expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(line) });
  });

  it("prints help and version to stdout, with 0", async () => {
    const [help, printed] = await Promise.all([runBundle(["--help"], {}), runBundle(["--version"], {})]);

    expect(help).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("Usage: fleet-mcp") });
    expect(printed).toMatchObject({ code: 0, stderr: "", stdout: `${version}\n` });
  });

  it("uses the login of the Coder CLI", async () => {
    const home = mkdtempSync(join(tmpdir(), "fleet-mcp-home-"));
    mkdirSync(join(home, "coderv2"));
    writeFileSync(join(home, "coderv2/url"), "https://coder.example.com");
    writeFileSync(join(home, "coderv2/session"), "canaryToke-0123456789abcdefghijkl");

    const { code, stderr } = await runBundle([], { XDG_CONFIG_HOME: home });

    rmSync(home, { recursive: true });
    expect(code).toBe(0);
    expect(linesOf(stderr)[0]).toMatchObject({ message: "started", coder: "https://coder.example.com" });
  });
});

const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "0" } },
};
const listTools = { jsonrpc: "2.0", id: 9, method: "tools/list", params: {} };

const linesOf = (output: string): Record<string, unknown>[] =>
  output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Sends the messages, a line each; closes stdin once the last is answered. */
async function converse(args: readonly string[], messages: readonly unknown[]) {
  const { child, ended } = startBundle(args, someCoder);
  for (const message of messages) {
    child.stdin.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
  }
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"id":9')) break;
  child.stdin.end();
  return await ended;
}
