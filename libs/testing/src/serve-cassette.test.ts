import { afterEach, describe, expect, it } from "@jest/globals";
import { writeCassette } from "../test/write-cassette.ts";
import type { Exchange } from "./make-cassette.ts";
import { serveCassette } from "./serve-cassette.ts";

let served: Awaited<ReturnType<typeof serveCassette>> | undefined;
afterEach(() => served?.close());

describe("serveCassette", () => {
  it("serves a cassette as a Coder on loopback, writes and epochs included", async () => {
    const coder = await serve(
      { request: "GET /x", json: { n: 1 } },
      { request: "POST /x?dry=1", sent: { a: 1 }, status: 204, text: "" },
      { request: "GET /x", json: { n: 2 } },
    );

    const before = await fetch(`${coder.url}/x`);
    const write = await fetch(`${coder.url}/x?dry=1`, { method: "POST", body: '{"a":1}' });
    const after = await fetch(`${coder.url}/x`);

    expect([await before.json(), write.status, await after.json()]).toEqual([{ n: 1 }, 204, { n: 2 }]);
    expect(coder.unused()).toEqual([]);
    expect(coder.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["GET", "/x", undefined],
      ["POST", "/x?dry=1", { a: 1 }],
      ["GET", "/x", undefined],
    ]);
  });

  it("answers 599 to what nobody recorded, and keeps it", async () => {
    const coder = await serve({ request: "GET /x" });

    const response = await fetch(`${coder.url}/y`);

    expect(response.status).toBe(599);
    expect(coder.unmatched).toEqual(["GET /y"]);
    expect(coder.unused()).toEqual(["GET /x"]);
  });

  it("takes a body of several megabytes", async () => {
    const input = "x".repeat(5_000_000);
    const coder = await serve({ request: "POST /x", sent: { input }, json: { ok: true } });

    const response = await fetch(`${coder.url}/x`, { method: "POST", body: JSON.stringify({ input }) });

    expect(await response.json()).toEqual({ ok: true });
  });

  it("streams events and outlives a client that hangs up", async () => {
    const coder = await serve(
      { request: "GET /watch", mimeType: "text/event-stream", text: "data: 1\n\ndata: 2\n\n" },
      { request: "GET /x", json: 1 },
    );
    const abort = new AbortController();
    const stream = await fetch(`${coder.url}/watch`, { signal: abort.signal });
    const first = await stream.body?.getReader().read();
    abort.abort();

    const next = await fetch(`${coder.url}/x`);

    expect(new TextDecoder().decode(first?.value)).toMatch(/^data: 1\n\n/);
    expect(await next.json()).toBe(1);
  });

  it("refuses a port that is taken", async () => {
    const coder = await serve({ request: "GET /x" });

    await expect(serveCassette([], { port: Number(new URL(coder.url).port) })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });
});

async function serve(...exchanges: readonly Exchange[]) {
  served = await serveCassette(writeCassette(...exchanges));
  return served;
}
