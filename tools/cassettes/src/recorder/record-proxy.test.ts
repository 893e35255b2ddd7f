import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import { serveFakeCoder } from "../../test/serve-fake-coder.ts";
import { startRecordProxy } from "./record-proxy.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

describe("startRecordProxy", () => {
  it("keeps request and answer, JSON as JSON, with the allowed headers only", async () => {
    const proxy = await record((_request, response) => {
      response.writeHead(201, {
        "content-type": "application/json",
        "retry-after": "5",
        "set-cookie": "session=secret",
        "x-ratelimit-limit": "9",
      });
      response.end('{"b":1}');
    });

    const answer = await fetch(`${proxy.url}/api/v2/tasks/me?b=2&a=1`, {
      method: "POST",
      headers: { "coder-session-token": "secret", cookie: "x=secret", "content-type": "application/json" },
      body: '{"input":"x"}',
    });
    await answer.text();
    await proxy.close();

    const [entry] = proxy.entries();
    expect(entry?.request).toMatchObject({
      method: "POST",
      url: "https://coder.example.com/api/v2/tasks/me?b=2&a=1",
      headers: [
        { name: "accept", value: "*/*" },
        { name: "content-type", value: "application/json" },
      ],
      postData: { mimeType: "application/json", _json: { input: "x" } },
    });
    expect(entry?.response).toMatchObject({
      status: 201,
      statusText: "Created",
      headers: [
        { name: "content-type", value: "application/json" },
        { name: "retry-after", value: "5" },
      ],
      content: { mimeType: "application/json", _json: { b: 1 } },
    });
    expect(JSON.stringify(entry)).not.toContain("secret");
  });

  it("passes the client's authentication on and asks for an unencoded answer", async () => {
    let seen: IncomingMessage["headers"] = {};
    const proxy = await record((request, response) => {
      seen = request.headers;
      response.end("ok");
    });

    await fetch(`${proxy.url}/x`, { headers: { "coder-session-token": "t", cookie: "c=1" } });

    expect(seen).toMatchObject({ "coder-session-token": "t", cookie: "c=1", "accept-encoding": "identity" });
  });

  it("keeps a redirect instead of following it", async () => {
    const proxy = await record((_request, response) => response.writeHead(303, { location: "/login" }).end());

    const answer = await fetch(`${proxy.url}/@riley/x/apps/ai/status`, { redirect: "manual" });
    await proxy.close();

    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login"]);
    expect(proxy.entries()[0]?.response.redirectURL).toBe("/login");
  });

  it("keeps broken JSON and other bodies as text", async () => {
    const proxy = await record((request, response) => {
      response.setHeader("content-type", request.url === "/json" ? "application/json" : "text/html");
      response.end("<html>");
    });

    await (await fetch(`${proxy.url}/json`)).text();
    await (await fetch(`${proxy.url}/page`)).text();
    await proxy.close();

    expect(proxy.entries().map(({ response }) => response.content.text)).toEqual(["<html>", "<html>"]);
  });

  it("passes an event stream on as it comes and keeps it until the client hangs up", async () => {
    const proxy = await record((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: ping\n\n");
    });
    const abort = new AbortController();

    const answer = await fetch(`${proxy.url}/watch`, { signal: abort.signal });
    const first = await answer.body?.getReader().read();
    abort.abort();
    await proxy.close();

    expect(new TextDecoder().decode(first?.value)).toBe("event: ping\n\n");
    expect(proxy.entries()[0]?.response.content).toEqual({
      size: -1,
      mimeType: "text/event-stream",
      text: "event: ping\n\n",
    });
  });

  it("marks an event stream that the server ended", async () => {
    const proxy = await record((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end("data: 1\n\n");
    });

    await (await fetch(`${proxy.url}/watch`)).text();
    await proxy.close();

    expect(proxy.entries()[0]?.response.content._ended).toBe(true);
  });

  it("sorts reads that were under way together, so that the same cassette comes out", async () => {
    const held: ServerResponse[] = [];
    const proxy = await record((_request, response) => {
      held.push(response);
      if (held.length === 3) held.forEach((one) => one.end("{}"));
    });

    const pages = ["/pages?n=3", "/pages?n=1", "/pages?n=2"].map((path) => fetch(`${proxy.url}${path}`));
    await Promise.all((await Promise.all(pages)).map((page) => page.text()));
    await proxy.close();

    expect(paths(proxy.entries())).toEqual(["/pages?n=1", "/pages?n=2", "/pages?n=3"]);
  });

  it("leaves reads and writes that follow each other in their order", async () => {
    const proxy = await record((_request, response) => response.end("{}"));

    for (const [method, path] of [["GET", "/z"], ["POST", "/y"], ["GET", "/b"], ["GET", "/a"]] as const) {
      await (await fetch(`${proxy.url}${path}`, { method })).text();
    }
    await proxy.close();

    expect(paths(proxy.entries())).toEqual(["/z", "/y", "/b", "/a"]);
  });

  it("keeps only what passes while it is told to keep", async () => {
    const proxy = await record((_request, response) => response.end("{}"));

    proxy.keep(false);
    await (await fetch(`${proxy.url}/before`)).text();
    proxy.keep(true);
    await (await fetch(`${proxy.url}/during`)).text();
    await proxy.close();

    expect(paths(proxy.entries())).toEqual(["/during"]);
  });

  it("drops what a client gave up, and a server that went away", async () => {
    const proxy = await record((request, response) => {
      if (request.url === "/dead") response.destroy();
    });

    await expect(fetch(`${proxy.url}/dead`)).rejects.toThrow("fetch failed");
    await expect(fetch(`${proxy.url}/slow`, { signal: AbortSignal.timeout(20) })).rejects.toThrow();
    await proxy.close();

    expect(proxy.entries()).toEqual([]);
  });
});

async function record(listener: Parameters<typeof serveFakeCoder>[0]) {
  const coder = await serveFakeCoder(listener);
  const proxy = await startRecordProxy(coder.url);
  proxy.keep(true);
  closers.push(coder.close, proxy.close);
  return proxy;
}

function paths(entries: ReturnType<Awaited<ReturnType<typeof startRecordProxy>>["entries"]>): readonly string[] {
  return entries.map(({ request }) => request.url.replace("https://coder.example.com", ""));
}
