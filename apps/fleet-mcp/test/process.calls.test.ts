import { createInterface } from "node:readline";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { StdioClientTransport as OldStdioTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { describe, expect, it } from "@jest/globals";
import { startHttpServer, stdioServer } from "./bundled-server.ts";
import { connectModern, connectOld, modernHttp, oldHttp } from "./connect.ts";
import { bundle, someCoder, startBundle } from "./run-bundle.ts";

/** Waits long enough to be cancelled, and reports progress until then. */
const longCall = {
  name: "create_agent",
  arguments: { name: "newt", project: "docs-site", wait_seconds: 60 },
};

describe("tools/list of the process", () => {
  it("is the same to the byte for every connection, transport and era", async () => {
    const server = await startHttpServer(someCoder.CODER_URL);
    const old = () =>
      new OldStdioTransport({ command: process.execPath, args: [bundle], env: someCoder, stderr: "ignore" });
    const clients = await Promise.all([
      connectModern(stdioServer(someCoder.CODER_URL)),
      connectOld(old()),
      connectModern(modernHttp(server.url)),
      connectModern(modernHttp(server.url)),
      connectOld(oldHttp(server.url)),
    ]);

    const lists = await Promise.all(clients.map(async (client) => JSON.stringify((await client.listTools()).tools)));

    await Promise.all(clients.map((client) => client.close()));
    await server.stop();
    expect(new Set(lists).size).toBe(1);
  });
});

describe("a call of the process that is cancelled", () => {
  it("reports progress over stdio, ends and answers no more, and the next one is served", async () => {
    const coder = await startCoderSim({ rateLimit: 0 });
    const { child, ended } = startBundle([], { CODER_URL: coder.url, CODER_SESSION_TOKEN: coder.token });
    const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const logged = lineWith(createInterface({ input: child.stderr })[Symbol.asyncIterator](), '"code":"cancelled"');

    send({ id: 1, method: "initialize", params: hello });
    send({ id: 2, method: "tools/call", params: { ...longCall, _meta: { progressToken: "p" } } });
    await lineWith(answers, "notifications/progress");
    send({ method: "notifications/cancelled", params: { requestId: 2, reason: "enough" } });
    await logged;
    send({ id: 9, method: "tools/list" });
    await lineWith(answers, '"id":9');
    child.stdin.end();

    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('"id":2');
    await coder.close();
  });

  it("reports progress to a modern client over stdio, and ends", async () => {
    const coder = await startCoderSim({ rateLimit: 0 });
    const client = await connectModern(stdioServer(coder.url, coder));

    await expect(cancelledAtProgress(client)).rejects.toThrow("enough");

    expect(await client.listTools()).toHaveProperty("tools");
    await client.close();
    await coder.close();
  });

  it("ends when a modern client over HTTP closes the response", async () => {
    const coder = await startCoderSim({ rateLimit: 0 });
    const server = await startHttpServer(coder.url, coder);
    const client = await connectModern(modernHttp(server.url));

    await expect(cancelledAtProgress(client)).rejects.toThrow("enough");

    await server.logged('"code":"cancelled"');
    await client.close();
    await server.stop();
    await coder.close();
  });

  it("ends when a client of 2025 over HTTP closes the response", async () => {
    const coder = await startCoderSim({ rateLimit: 0 });
    const server = await startHttpServer(coder.url, coder);
    const leaving = new AbortController();

    const answer = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 2,
        method: "tools/call",
        params: { ...longCall, _meta: { progressToken: "p" } },
      }),
      signal: leaving.signal,
    });
    const { value } = (await answer.body?.pipeThrough(new TextDecoderStream()).getReader().read()) ?? {};
    leaving.abort();

    expect(value).toContain("notifications/progress");
    await server.logged('"code":"cancelled"');
    await server.stop();
    await coder.close();
  });
});

type ModernClient = Awaited<ReturnType<typeof connectModern>>;

async function cancelledAtProgress(client: ModernClient): Promise<unknown> {
  const leaving = new AbortController();
  const onprogress = () => leaving.abort(new Error("enough"));
  return await client.callTool(longCall, { signal: leaving.signal, onprogress });
}

const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "0" } };

async function lineWith(lines: AsyncIterator<string>, part: string): Promise<void> {
  for (let next = await lines.next(); !next.done; next = await lines.next()) if (next.value.includes(part)) return;
  throw new Error(`The process ended without ${part}.`);
}
