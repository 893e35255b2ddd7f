import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient, token } from "../../test/make-client.ts";

const cassettes = useCassettes();
const signedOut = "You are signed out or your session has expired. Please sign in again to continue.";

describe("users.me", () => {
  it("tells whose token it is", async () => {
    cassettes.play("users/get-me");

    const me = await makeClient().users.me(anyCall());

    expect(me).toEqual({
      id: "00000000-0000-4000-8000-000000000001",
      username: "riley",
      organization_ids: ["00000000-0000-4000-8000-000000000002"],
      roles: [{ name: "owner" }],
    });
  });

  it("is unauthenticated with a token that Coder does not know", async () => {
    cassettes.play("users/get-me-bad-token");

    const asking = makeClient().users.me(anyCall());

    await expect(asking).rejects.toMatchObject({
      code: "unauthenticated",
      reason: "unauthenticated",
      status: 401,
      message: "Coder refuses the session token. (GET /api/v2/users/me, status 401)",
      coderMessage: `${signedOut} API key is invalid.`,
    });
    expect(cassettes.requests[0]?.headers["coder-session-token"]).toBe(token);
  });

  it("is unauthenticated without a token", async () => {
    cassettes.play("users/get-me-no-token");

    const asking = makeClient({ token: "" }).users.me(anyCall());

    await expect(asking).rejects.toMatchObject({ code: "unauthenticated", status: 401 });
  });
});

describe("users.get", () => {
  it("asks for one user by name", async () => {
    cassettes.answer("GET", "/api/v2/users/sam", { status: 200, json: { id: "u2", username: "sam" } });

    const sam = await makeClient().users.get("sam", anyCall());

    expect(sam).toEqual({ id: "u2", username: "sam" });
  });
});

describe("users.ownKey", () => {
  it("asks by the first ten characters of the token when it expires and what it may do", async () => {
    cassettes.play("users/get-own-key");

    const key = await makeClient({ token: "tokenid000-klmnopqrstuvwxyz012345" }).users.ownKey(anyCall());

    expect(key).toEqual({
      expires_at: "2026-01-06T00:00:00.000Z",
      scope: "all",
      scopes: ["coder:all"],
      login_type: "token",
      lifetime_seconds: 432_000,
      token_name: expect.any(String),
    });
  });

  it("is not found when the token is somebody else's", async () => {
    cassettes.play("users/get-unknown-key");

    const asking = makeClient({ token: "aaaaaaaaaa-klmnopqrstuvwxyz012345" }).users.ownKey(anyCall());

    await expect(asking).rejects.toMatchObject({ code: "not_found", reason: "missing" });
  });

  it.each(["", "a-token-of-another-kind", "tooshort-klmnopqrstuvwxyz012345"])(
    "asks nothing for %j, which is no token of Coder's",
    async (other) => {
      const key = await makeClient({ token: other }).users.ownKey(anyCall());

      expect(key).toBeUndefined();
      expect(cassettes.requests).toEqual([]);
    },
  );

  it("reads the one scope of an older release", async () => {
    cassettes.answer("GET", "/api/v2/users/me/keys/abcdefghij", {
      status: 200,
      json: { expires_at: "2026-01-06T00:00:00Z", scope: "application_connect" },
    });

    const key = await makeClient().users.ownKey(anyCall());

    expect(key).toMatchObject({ scope: "application_connect", scopes: [] });
  });
});

describe("users.checkRights", () => {
  it("gets an answer under the name of each question", async () => {
    cassettes.answer("POST", "/api/v2/authcheck", { status: 200, json: { create: true, stop: false } });
    const create = { action: "create", object: { resource_type: "workspace", owner_id: "u1" } };
    const stop = { action: "stop", object: { resource_type: "workspace", owner_id: "u1" } };

    const rights = await makeClient().users.checkRights({ create, stop }, anyCall());

    expect(rights).toEqual({ create: true, stop: false });
    expect(cassettes.requests[0]?.body).toEqual({ checks: { create, stop } });
  });
});
