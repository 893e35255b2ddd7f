import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { makeHost } from "../test/fake-host.ts";
import { run } from "./run.ts";
import { version } from "./version.ts";

const coder = { CODER_URL: "http://127.0.0.1:9", CODER_SESSION_TOKEN: "token-of-the-test" };

describe("run", () => {
  it("prints its version and ends", async () => {
    const { host, stdout, errors } = makeHost(["--version"]);

    expect(await run(host)).toBe(0);
    expect(String(stdout.read())).toBe(`${version}\n`);
    expect(errors()).toBe("");
  });

  it("prints its help and ends, also without a Coder", async () => {
    const { host, stdout } = makeHost(["--help"]);

    expect(await run(host)).toBe(0);
    expect(String(stdout.read())).toContain("Usage: fleet-mcp [flags]");
  });

  it.each([
    ["token", "Usage: fleet-mcp token"],
    ["doctor", "Usage: fleet-mcp doctor"],
  ])("prints what %s takes, asked in either way", async (command, usage) => {
    const [flag, word] = [makeHost([command, "--help"]), makeHost(["help", command])];

    expect([await run(flag.host), await run(word.host)]).toEqual([0, 0]);
    expect(String(flag.stdout.read())).toContain(usage);
    expect(String(word.stdout.read())).toContain(usage);
  });

  it.each([[["help"]], [["help", "--http"]]])("prints its help for %j", async (args) => {
    const { host, stdout } = makeHost(args);

    expect(await run(host)).toBe(0);
    expect(String(stdout.read())).toContain("Usage: fleet-mcp [flags]");
  });

  it.each(["serve", "constructor"])("names the commands when there is none called %s", async (word) => {
    const { host, errors } = makeHost([word, "--http"]);

    expect(await run(host)).toBe(2);
    expect(errors()).toBe(
      `fleet-mcp: There is no command "${word}". Commands: token, doctor, help; without one, fleet-mcp serves.\n`,
    );
  });

  it("refuses to be reached by others without a token, in one line", async () => {
    const { host, errors } = makeHost(["--http", "--host", "0.0.0.0", "--port", "0"], coder);

    expect(await run(host)).toBe(2);
    expect(errors()).toMatch(/^fleet-mcp: 0[.]0[.]0[.]0 can be reached from other machines, [^\n]+\n$/);
  });

  it("says at its start how it serves, and who may call, but no token", async () => {
    const token = "x".repeat(43);
    const { host, events, stderr } = makeHost(["--http", "--port", "0", "--read-only", "--toolsets", "agents"], {
      ...coder,
      FLEET_MCP_AUTH_TOKEN: token,
    });
    const ending = run(host);

    const started = await lineOf(stderr);
    events.emit("SIGTERM");
    await ending;

    expect(JSON.parse(started)).toMatchObject({
      message: "started",
      version,
      transport: "http",
      toolsets: ["agents"],
      readOnly: true,
      callers: [expect.any(String)],
    });
    expect(started).not.toContain(token);
  });

  it("keeps what others print off its stdout", async () => {
    const { host, stdin, stdout, stderr } = makeHost([], coder);
    const ending = run(host);
    await lineOf(stderr);

    host.stdout.write("hello from a dependency\n");
    stdin.end();

    expect(await ending).toBe(0);
    expect(stdout.read()).toBeNull();
    expect(String(stderr.read())).toContain("hello from a dependency");
  });

  it("ends when the process that started it is gone", async () => {
    const { host, stderr } = makeHost([], coder);
    const ppids = [500];
    const orphan = {
      ...host,
      get ppid() {
        return ppids.shift() ?? 1;
      },
    };

    expect(await run(orphan)).toBe(0);
    expect(String(stderr.read())).toContain("the process that started it is gone");
  });

  it("ends with one line and code 2 when no Coder is set", async () => {
    const { host, stdout, errors } = makeHost([]);

    expect(await run(host)).toBe(2);
    expect(errors()).toBe(
      "fleet-mcp: No Coder is known: set CODER_URL and CODER_SESSION_TOKEN, run `coder login`, or add --demo for a simulated one.\n",
    );
    expect(stdout.read()).toBeNull();
  });

  it("says in one line that it runs on a simulated Coder, and where to connect", async () => {
    const { host, events, stderr } = makeHost(["--http", "--port", "0", "--demo", "--log-level", "silent"]);
    const ending = run(host);

    const line = await lineOf(stderr);
    events.emit("SIGTERM");

    expect(line).toMatch(/^fleet-mcp: no Coder is known.* simulated .* Connect to http:\/\/127[.]0[.]0[.]1:\d+\/mcp;/);
    expect(await ending).toBe(0);
  });

  it("speaks MCP on stdout and ends well when the client closes stdin", async () => {
    const { host, stdin, stdout, errors } = makeHost([], coder);
    const ending = run(host);

    stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 7, method: "initialize", params: hello })}\n`);
    const answer: unknown = JSON.parse(await lineOf(stdout));
    stdin.end();

    expect(answer).toMatchObject({ id: 7, result: { serverInfo: { name: "fleet-mcp", version } } });
    expect(await ending).toBe(0);
    expect(errors()).toMatch(/"started".*\n.*"the client closed the connection"/);
    expect(errors()).not.toContain("token-of-the-test");
  });

  it.each(["SIGINT", "SIGTERM"])("stops serving HTTP on %s", async (signal) => {
    const { host, events, stderr } = makeHost(["--http", "--port", "0"], coder);
    const ending = run(host);
    const started = await lineOf(stderr);

    events.emit(signal);

    expect(started).toMatch(/"address":"http:\/\/127[.]0[.]0[.]1:\d+\/mcp"/);
    expect(JSON.parse(await lineOf(stderr))).toMatchObject({ message: "stopping", reason: signal });
    expect(await ending).toBe(0);
  });

  it.each(["uncaughtException", "unhandledRejection"])("logs an %s without secrets and exits with 1", async (event) => {
    const { host, events, stdin, stderr, exits } = makeHost([], coder);
    const ending = run(host);
    await lineOf(stderr);

    events.emit(event, new Error("bug with token-of-the-test"));

    expect(await lineOf(stderr)).toMatch(/"level":"error".*bug with \[redacted\]/);
    expect(exits).toEqual([1]);
    stdin.end();
    await ending;
  });

  it("goes on when nobody reads its log any more", async () => {
    const { host, stdin, stderr } = makeHost([], coder);
    const ending = run(host);
    await lineOf(stderr);

    stderr.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    stdin.end();

    expect(await ending).toBe(0);
  });

  it("lets a bug pass", async () => {
    const { host } = makeHost([]);
    const broken = {
      ...host,
      get env(): never {
        throw new TypeError("a bug");
      },
    };

    await expect(run(broken)).rejects.toThrow("a bug");
  });
});

const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "0" } };

async function lineOf(stream: Readable): Promise<string> {
  const lines = createInterface({ input: stream });
  const [line] = await once(lines, "line");
  lines.close();
  return String(line);
}
