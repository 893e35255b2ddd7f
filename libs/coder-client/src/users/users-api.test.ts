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
