import { describe, expect, it } from "@jest/globals";
import { toTokenFacts } from "./to-token-facts.ts";

const expires_at = "2026-01-06T00:00:00Z";

describe("toTokenFacts", () => {
  it.each([
    { scopes: ["coder:all"], scope: "all" },
    { scopes: [], scope: "all" },
    { scopes: ["workspace:read", "coder:all"] },
    { scopes: [] },
  ])("finds no limit in %j", (key) => {
    expect(toTokenFacts({ expires_at, ...key }).scopes).toEqual([]);
  });

  it.each([
    [{ scopes: ["workspace:read", "template:read"], scope: "all" }, ["workspace:read", "template:read"]],
    [{ scopes: [], scope: "application_connect" }, ["application_connect"]],
  ])("keeps the limits of %j", (key, scopes) => {
    expect(toTokenFacts({ expires_at, ...key }).scopes).toEqual(scopes);
  });

  it("knows that a login is renewed, and a token is not", () => {
    const key = { expires_at, scopes: [], lifetime_seconds: 86_400 };

    expect(toTokenFacts({ ...key, login_type: "oidc" }).renewedForMs).toBe(86_400_000);
    expect(toTokenFacts({ ...key, login_type: "token" })).not.toHaveProperty("renewedForMs");
    expect(toTokenFacts(key)).not.toHaveProperty("renewedForMs");
  });

  it("knows when it expires, if that is a time", () => {
    expect(toTokenFacts({ expires_at, scopes: [] }).expiresAt).toBe(Date.parse(expires_at));
    expect(toTokenFacts({ expires_at: "never", scopes: [] }).expiresAt).toBeUndefined();
  });
});
