import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import type { Cassette } from "@fleet-mcp/testing";
import { normalise, toCoderOrigin } from "./normalise.ts";

const a = "12d3da3c-a2c1-4cef-adb4-deb43462a931";
const b = "48ec9fa1-6364-48b4-be56-2d17fdd11f45";
const first = "00000000-0000-4000-8000-000000000001";
const second = "00000000-0000-4000-8000-000000000002";

describe("normalise", () => {
  it("numbers ids by first appearance and keeps equal ones equal, in paths, bodies and names", () => {
    const cassette = makeCassette({
      request: `POST /x/${b}`,
      sent: { id: a },
      json: {
        id: a,
        owner: b,
        [a]: true,
        nil: "00000000-0000-0000-0000-000000000000",
        nobody: "00000000-0000-4000-8000-000000000000",
      },
    });

    const [entry] = normalise(cassette).log.entries;

    expect(entry?.request.url).toContain(`/x/${first}`);
    expect(entry?.request.postData?._json).toEqual({ id: second });
    expect(json(cassette)).toEqual({
      id: second,
      owner: first,
      [second]: true,
      nil: "00000000-0000-0000-0000-000000000000",
      nobody: "00000000-0000-4000-8000-000000000000",
    });
  });

  it("moves the earliest time to the start of 2026 and keeps the distances", () => {
    const cassette = makeCassette(
      { request: "GET /a", json: { at: "2026-11-21T09:15:57.100999Z", never: "0001-01-01T00:00:00Z" } },
      { request: "GET /b", json: { at: "2026-11-21T11:15:56.000+02:00" } },
    );

    expect(normalise(cassette).log.entries.map(({ response }) => response.content._json)).toEqual([
      { at: "2026-01-01T00:00:01.100Z", never: "0001-01-01T00:00:00Z" },
      { at: "2026-01-01T00:00:00.000Z" },
    ]);
  });

  it("replaces the recorded origin, also where it is encoded", () => {
    const cassette = makeCassette({
      request: "GET /x",
      status: 303,
      text: "see http://coder.corp.internal:7080/login",
      redirectURL: "http://coder.corp.internal:7080/login?redirect=http%3A%2F%2Fcoder.corp.internal%3A7080%2F",
    });

    const { response } = normalise(cassette, [toCoderOrigin("http://coder.corp.internal:7080")]).log.entries[0] ?? {};

    expect(response?.content.text).toBe("see https://coder.example.com/login");
    expect(response?.redirectURL).toBe("https://coder.example.com/login?redirect=https%3A%2F%2Fcoder.example.com%2F");
  });

  it("replaces ports, hashes, commits, e-mail addresses and figures that vary", () => {
    const sha = "0123456789abcdef0123456789abcdef01234567";
    const cassette = makeCassette({
      request: "GET /x",
      json: {
        url: "http://localhost:14112/status",
        sha,
        version: "v2.35.0-devel+abcdef123",
        email: "kim@acme.io",
        kept: "riley@example.com",
        latency_ms: 3.2,
        stats: { P50: 90, P95: null },
        template_version_name: "rich_connelly0",
        webpush_public_key: "BFVn",
      },
    });

    expect(json(cassette)).toEqual({
      url: "http://localhost:3284/status",
      sha: "0".repeat(40),
      version: "v2.35.0-devel+0000000",
      email: "user-1@example.com",
      kept: "riley@example.com",
      latency_ms: 1,
      stats: { P50: 1000, P95: null },
      template_version_name: "version-1",
      webpush_public_key: "webpush-public-key",
    });
  });

  it("numbers the lines of a build log, and no other number called id", () => {
    const cassette = makeCassette({
      request: "GET /x",
      json: [{ id: 128, log_source: "provisioner" }, { id: 131, log_source: "provisioner" }, { id: 7 }],
    });

    expect(json(cassette)).toEqual([
      { id: 1, log_source: "provisioner" },
      { id: 2, log_source: "provisioner" },
      { id: 7 },
    ]);
  });

  it("keeps the wait that a server asks for", () => {
    const cassette = makeCassette({ request: "GET /x", headers: [{ name: "retry-after", value: "60" }] });

    expect(normalise(cassette).log.entries[0]?.response.headers).toEqual([{ name: "retry-after", value: "60" }]);
  });

  it("normalises the JSON in an event stream and leaves other lines alone", () => {
    const text = `event: data\ndata: {"id":"${a}","age":4}\n\ndata: plain ${a}\n\n`;

    const [entry] = normalise(makeCassette({ request: "GET /x", mimeType: "text/event-stream", text })).log.entries;

    expect(entry?.response.content.text).toBe(
      `event: data\ndata: {"id":"${first}","age":1}\n\ndata: plain ${first}\n\n`,
    );
  });

  it("cuts a long HTML page to its title, heading and first paragraph", () => {
    const text = `<html><head><title>502 - Bad\n Gateway</title><style>${"x".repeat(600)}</style></head><body><h1 class="a">502</h1><p>Failed <b>to</b> proxy.</p></body></html>`;

    const [entry] = normalise(makeCassette({ request: "GET /x", mimeType: "text/html", text })).log.entries;

    expect(entry?.response.content.text).toBe(
      "<!doctype html><html><head><title>502 - Bad Gateway</title></head><body><h1>502</h1><p>Failed to proxy.</p></body></html>",
    );
  });

  it("writes the query as it is in the URL, and constants for HAR's own times and sizes", () => {
    const cassette = makeCassette({ request: `GET /x?q=owner%3Ame&id=${a}` });

    expect(normalise(cassette).log.entries[0]).toMatchObject({
      startedDateTime: "2026-01-01T00:00:00.000Z",
      time: 0,
      request: {
        queryString: [
          { name: "q", value: "owner:me" },
          { name: "id", value: first },
        ],
      },
      response: { content: { size: -1 } },
    });
  });

  it("changes nothing the second time", () => {
    const cassette = makeCassette(
      { request: `GET /x/${b}`, json: { id: a, at: "2026-11-21T09:15:57.1Z", sha: "a".repeat(40) } },
      { request: "GET /y", mimeType: "text/html", text: `<title>t</title><p>p</p>${"x".repeat(600)}` },
      { request: "GET /z", mimeType: "text/event-stream", text: `data: {"at":"2026-11-21T09:15:58Z"}\n\n` },
    );

    expect(normalise(normalise(cassette))).toEqual(normalise(cassette));
  });
});

function json(cassette: Cassette): unknown {
  return normalise(cassette).log.entries[0]?.response.content._json;
}
