import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { writeCassette } from "../test/write-cassette.ts";
import { coderOrigin, createCassetteSession } from "./cassette-session.ts";

const session = createCassetteSession();
beforeAll(session.start);
beforeEach(session.reset);
afterAll(session.stop);

describe("createCassetteSession", () => {
  it("has no faults when requests and recordings agree", async () => {
    session.play(writeCassette({ request: "GET /api/v2/buildinfo", json: { version: "v2" } }));

    const response = await fetch(`${coderOrigin}/api/v2/buildinfo`);

    expect(await response.json()).toEqual({ version: "v2" });
    expect(session.verify).not.toThrow();
  });

  it("says that a write was recorded, but not so often", async () => {
    session.play(writeCassette({ request: "POST /send" }));
    await fetch(`${coderOrigin}/send`, { method: "POST" });

    const again = await fetch(`${coderOrigin}/send`, { method: "POST" });

    expect(await again.json()).toMatchObject({ message: expect.stringContaining("recorded, but only later") });
  });

  it("keeps a fault for a hand-written answer nobody requested", () => {
    session.answer("GET", "/x", "hang");

    expect(session.verify).toThrow("Nobody requested, though answered by hand: GET /x");
  });

  it("answers 599 and keeps a fault when nobody recorded a request", async () => {
    session.play(writeCassette({ request: "POST /send", sent: { input: "a" } }));
    await fetch(`${coderOrigin}/send`, { method: "POST", body: '{"input":"a"}' });

    const response = await fetch(`${coderOrigin}/send`, { method: "POST", body: '{"input":"b"}' });

    expect([response.status, response.statusText]).toEqual([599, "No Recorded Exchange"]);
    expect(await response.json()).toEqual({
      message: "No recorded exchange answers this request.",
      key: 'POST /send {"input":"b"}',
      nearest: ['POST /send {"input":"a"}'],
    });
    expect(session.faults()).toEqual(['Nobody recorded: POST /send {"input":"b"}']);
  });

  it("keeps a fault for a recording nobody requested", () => {
    session.play(writeCassette({ request: "GET /x" }));

    expect(session.verify).toThrow("The requests and the cassettes differ:\nNobody requested: GET /x");
  });

  it("refuses other origins and keeps a fault", async () => {
    const response = await fetch("https://elsewhere.example.com/x");

    expect(response.status).toBe(500);
    expect(session.faults()).toEqual([`Outside ${coderOrigin}: https://elsewhere.example.com/x`]);
  });

  it("refuses WebSockets and keeps a fault", async () => {
    const socket = new WebSocket("wss://coder.example.com/watch-ws");

    await new Promise((resolve) => socket.addEventListener("error", resolve, { once: true }));

    expect(session.faults()).toEqual([`Outside ${coderOrigin}: wss://coder.example.com/watch-ws`]);
  });

  it("lets loopback through", async () => {
    const server = createServer((_request, response) => response.end("real"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    expect(await response.text()).toBe("real");
    expect(session.faults()).toEqual([]);
    server.close();
  });

  it("forgets everything on reset", async () => {
    session.play(writeCassette({ request: "GET /x" }));
    await fetch(`${coderOrigin}/y`);
    session.reset();

    expect(session.faults()).toEqual([]);
    expect(session.requests()).toEqual([]);
  });

  it("survives a client that aborts a replayed stream half-way", async () => {
    session.play(
      writeCassette({ request: "GET /watch", mimeType: "text/event-stream", text: "data: 1\n\ndata: 2\n\n" }),
    );
    const abort = new AbortController();
    const response = await fetch(`${coderOrigin}/watch`, { signal: abort.signal });
    const reader = response.body?.getReader();

    await reader?.read();
    abort.abort();

    await expect(reader?.read()).rejects.toMatchObject({ name: "AbortError" });
  });
});
