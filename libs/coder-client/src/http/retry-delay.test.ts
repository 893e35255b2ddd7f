import { describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();
const user = { id: "u1", username: "riley" };

describe("the attempts of a call", () => {
  it("answers a read that succeeds at the third attempt, backing off in between", async () => {
    const clock = createFakeClock();
    cassettes.answer("GET", "/api/v2/users/me", { status: 503, text: "<html>down</html>" });
    cassettes.answer("GET", "/api/v2/users/me", "network-error");
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    const me = await makeClient({ clock }).users.me(anyCall());

    expect(me).toEqual(user);
    expect(clock.sleeps).toHaveLength(2);
    expect(clock.sleeps[0]).toBeGreaterThanOrEqual(125);
    expect(clock.sleeps[0]).toBeLessThanOrEqual(250);
    expect(clock.sleeps[1]).toBeGreaterThanOrEqual(250);
    expect(clock.sleeps[1]).toBeLessThanOrEqual(500);
  });

  it.each([502, 503, 504])("gives up a read after three answers of %i", async (status) => {
    cassettes.answer("GET", "/api/v2/users/me", { status, json: { message: "later" } });
    cassettes.answer("GET", "/api/v2/users/me", { status, json: { message: "later" } });
    cassettes.answer("GET", "/api/v2/users/me", { status, json: { message: "later" } });

    const getting = makeClient().users.me(anyCall());

    await expect(getting).rejects.toMatchObject({ code: "unavailable", reason: "other", status });
    expect(cassettes.requests).toHaveLength(3);
  });

  it("does not repeat a read that Coder failed at", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 500, json: { message: "Internal error." } });

    const getting = makeClient().users.me(anyCall());

    await expect(getting).rejects.toMatchObject({ code: "unavailable", status: 500, coderMessage: "Internal error." });
  });

  it("never repeats a write, and says that it may have arrived", async () => {
    cassettes.answer("POST", "/api/v2/tasks/me/t1/send", { status: 502, json: { message: "Failed to reach it." } });
    cassettes.answer("POST", "/api/v2/tasks/me/t2/send", "network-error");

    const failed = makeClient().tasks.send("me", "t1", "x", anyCall());
    await expect(failed).rejects.toMatchObject({ code: "unavailable", delivered: "unknown" });
    const broken = makeClient().tasks.send("me", "t2", "x", anyCall());
    await expect(broken).rejects.toMatchObject({ code: "unavailable", reason: "network", delivered: "unknown" });
  });

  it("says nothing about delivery when a read fails", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 400, json: { message: "no" } });

    const error: unknown = await makeClient()
      .users.me(anyCall())
      .catch((failure: unknown) => failure);

    expect(error).toMatchObject({ code: "invalid_input", reason: "other", delivered: undefined });
  });

  it("waits for a rate limit of up to five seconds, also with a write", async () => {
    const clock = createFakeClock();
    const limited = { status: 429, json: { message: "slow down" }, headers: { "retry-after": "2" } };
    cassettes.answer("POST", "/api/v2/tasks/me/t1/send", limited);
    cassettes.answer("POST", "/api/v2/tasks/me/t1/send", { status: 204 });

    await makeClient({ clock }).tasks.send("me", "t1", "x", anyCall());

    expect(clock.sleeps).toEqual([2000]);
  });

  it("understands a rate limit that ends at a date", async () => {
    const clock = createFakeClock("2026-01-01T00:00:00Z");
    const date = "Thu, 01 Jan 2026 00:00:04 GMT";
    cassettes.answer("GET", "/api/v2/users/me", { status: 429, text: "", headers: { "retry-after": date } });
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    await makeClient({ clock }).users.me(anyCall());

    expect(clock.sleeps).toEqual([4000]);
  });

  it("does not wait for a rate limit without an end", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 429, json: { message: "slow down" } });

    const getting = makeClient().users.me(anyCall());

    await expect(getting).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: undefined });
  });

  it("gives up when the rate limit lasts through three attempts", async () => {
    const limited = { status: 429, json: { message: "slow down" }, headers: { "retry-after": "5" } };
    cassettes.answer("GET", "/api/v2/users/me", limited);
    cassettes.answer("GET", "/api/v2/users/me", limited);
    cassettes.answer("GET", "/api/v2/users/me", limited);

    const getting = makeClient().users.me(anyCall());

    await expect(getting).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 5 });
  });

  it("stops waiting for the next attempt as soon as the caller gives up", async () => {
    const reason = new Error("no longer wanted");
    const controller = new AbortController();
    const clock = { now: () => 0, sleep: (_: number, signal: AbortSignal) => rejectWhenAborted(signal) };
    cassettes.answer("GET", "/api/v2/users/me", { status: 503, json: { message: "later" } });

    const getting = makeClient({ clock }).users.me(anyCall({ signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 20);

    await expect(getting).rejects.toBe(reason);
  });
});

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
