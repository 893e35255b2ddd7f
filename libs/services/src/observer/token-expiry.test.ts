import { createCoderClient } from "@fleet-mcp/coder-client";
import { createRepositories } from "@fleet-mcp/repositories";
import { anyCall, coderOrigin, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { ok, refusal } from "../../test/script-coder.ts";
import { createTokenExpiry } from "./token-expiry.ts";

const cassettes = useCassettes();
const key = "/api/v2/users/me/keys/abcdefghij";
const expiring = (at: string) => ok({ id: "abcdefghij", expires_at: at, scopes: [] });

function make(token = `abcdefghij-${"x".repeat(22)}`) {
  const clock = createFakeClock();
  const coder = createCoderClient({ baseUrl: coderOrigin, token, clock });
  const { deployment } = createRepositories({ coder, coderUrl: coderOrigin, clock, log: makeLog(), owner: "me" });
  return { clock, expiry: createTokenExpiry({ deployment, clock }) };
}

describe("createTokenExpiry", () => {
  it("asks once an hour", async () => {
    const { clock, expiry } = make();
    cassettes.answer("GET", key, expiring("2026-01-02T00:00:00Z"));
    cassettes.answer("GET", key, expiring("2026-01-03T00:00:00Z"));

    expect(expiry.known()).toBe("unknown");
    await expiry.ask(anyCall());
    clock.advance(3_599_000);
    await expiry.ask(anyCall());
    expect(expiry.known()).toBe(Date.parse("2026-01-02T00:00:00Z"));

    clock.advance(1_000);
    await expiry.ask(anyCall());
    expect(expiry.known()).toBe(Date.parse("2026-01-03T00:00:00Z"));
  });

  it("knows nothing of a token that Coder says nothing about", async () => {
    const { clock, expiry } = make();
    cassettes.answer("GET", key, refusal(404, "Resource not found."));
    cassettes.answer("GET", key, refusal(401, "You are signed out."));

    await expiry.ask(anyCall());
    expect(expiry.known()).toBe("unknown");
    clock.advance(3_600_000);
    await expiry.ask(anyCall());
    expect(expiry.known()).toBe("unknown");
  });

  it("takes a login for one without an end as long as Coder renews it", async () => {
    const { clock, expiry } = make();
    const login = (at: string) =>
      ok({ id: "abcdefghij", expires_at: at, scopes: [], lifetime_seconds: 86_400, login_type: "password" });
    const hours = (count: number) => clock.now() + count * 3_600_000;
    const end = new Date(hours(25)).toISOString();
    cassettes.answer("GET", key, login(new Date(hours(24)).toISOString()));
    cassettes.answer("GET", key, login(end));
    cassettes.answer("GET", key, login(end));
    const known: unknown[] = [];

    for (const pauseMs of [0, 3_600_000, 2 * 3_600_000]) {
      clock.advance(pauseMs);
      await expiry.ask(anyCall());
      known.push(expiry.known());
    }

    expect(known).toEqual(["never", "never", Date.parse(end)]);
  });

  it("alerts about a token that lasts a day from its first hour on", async () => {
    const { expiry } = make();
    const fresh = { id: "abcdefghij", expires_at: "2026-01-02T00:00:00Z", scopes: [], lifetime_seconds: 86_400 };
    cassettes.answer("GET", key, ok({ ...fresh, login_type: "token" }));

    await expiry.ask(anyCall());

    expect(expiry.known()).toBe(Date.parse("2026-01-02T00:00:00Z"));
  });

  it("knows that a token has no end where its end is no time", async () => {
    const { expiry } = make();
    cassettes.answer("GET", key, expiring("never"));

    await expiry.ask(anyCall());

    expect(expiry.known()).toBe("never");
  });
});
