import { describe, expect, it } from "@jest/globals";
import { writeCassette } from "../test/write-cassette.ts";
import { coderOrigin } from "./cassette-session.ts";
import { useCassettes } from "./use-cassettes.ts";

const cassettes = useCassettes();

describe("useCassettes", () => {
  it("replays the cassettes it is told to play", async () => {
    cassettes.play(writeCassette({ request: "GET /x", json: "recorded" }));

    const response = await fetch(`${coderOrigin}/x`);

    expect(await response.json()).toBe("recorded");
  });

  it("tells when so many requests have been sent", async () => {
    cassettes.answer("GET", "/api/v2/x", { status: 204 });

    void fetch(`${coderOrigin}/api/v2/x`);
    await cassettes.arrived(1);

    expect(cassettes.requests).toMatchObject([{ url: "/api/v2/x" }]);
  });

  it("logs what was sent: method, path with query, body and headers", async () => {
    cassettes.answer("POST", "/api/v2/tasks/me?dry=1", { status: 201, json: { id: "1" } });

    const response = await fetch(`${coderOrigin}/api/v2/tasks/me?dry=1`, {
      method: "POST",
      headers: { "coder-session-token": "secret", "content-type": "application/json" },
      body: '{"input":"x"}',
    });

    expect(response.status).toBe(201);
    expect(cassettes.requests).toMatchObject([
      {
        method: "POST",
        url: "/api/v2/tasks/me?dry=1",
        body: { input: "x" },
        headers: { "coder-session-token": "secret", "content-type": "application/json" },
      },
    ]);
  });

  it("gives hand-written answers once each, in order", async () => {
    cassettes.answer("GET", "/x?b=2&a=1", { status: 503 });
    cassettes.answer("GET", "/x?a=1&b=2", {
      status: 200,
      text: "{broken",
      headers: { "content-type": "application/json" },
    });

    const first = await fetch(`${coderOrigin}/x?a=1&b=2`);
    const second = await fetch(`${coderOrigin}/x?a=1&b=2`);

    expect([first.status, await second.text()]).toEqual([503, "{broken"]);
  });

  it("plays a dead network", async () => {
    cassettes.answer("GET", "/x", "network-error");

    await expect(fetch(`${coderOrigin}/x`)).rejects.toThrow("fetch failed");
  });

  it("plays a server that hangs until the client gives up", async () => {
    cassettes.answer("GET", "/x", "hang");

    const fetching = fetch(`${coderOrigin}/x`, { signal: AbortSignal.timeout(20) });

    await expect(fetching).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
