import { describe, expect, it } from "@jest/globals";
import { anyCall, coderOrigin, useCassettes } from "@fleet-mcp/testing";
import { makeClient, token } from "../test/make-client.ts";

const cassettes = useCassettes();
const app = { owner: "riley", workspace: "otter", agent: "main", slug: "ai" };
const user = { id: "u1", username: "riley" };

describe("createCoderHttp, its requests", () => {
  it("sends the token to the API in its header and never as a cookie", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    await makeClient().users.me(anyCall());

    const [request] = cassettes.requests;
    expect(request?.headers).toMatchObject({ "coder-session-token": token, accept: "application/json" });
    expect(request?.headers).not.toHaveProperty("cookie");
    expect(request?.headers).not.toHaveProperty("authorization");
  });

  it("sends the token to an app as a cookie and never in a header that would reach the workspace", async () => {
    cassettes.answer("POST", "/@riley/otter.main/apps/ai/message", { status: 200, json: { ok: true } });

    await makeClient().apps.sendMessage(app, { type: "raw", content: "\u001b" }, anyCall());

    const [request] = cassettes.requests;
    const { cookie, ...others } = request?.headers ?? {};
    expect(cookie).toBe(`coder_session_token=${token}`);
    expect(JSON.stringify(others)).not.toContain(token);
    expect(request?.body).toEqual({ type: "raw", content: "\u001b" });
  });

  it("learns Coder's time from its answers, not from those of apps", async () => {
    const date = "Thu, 01 Jan 2026 00:02:00 GMT";
    cassettes.answer("GET", "/@riley/otter.main/apps/ai/status", {
      status: 200,
      json: { status: "stable" },
      headers: { date: "Thu, 01 Jan 2099 00:00:00 GMT" },
    });
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user, headers: { date } });
    const client = makeClient();

    await client.apps.status(app, anyCall());
    const before = client.clock.now();
    await client.users.me(anyCall());

    expect(before).toBe(Date.parse("2026-01-01T00:00:00Z"));
    expect(client.clock.now()).toBe(Date.parse(date) + 500);
  });

  it("sends no token where none is needed", async () => {
    cassettes.answer("GET", "/api/v2/buildinfo", { status: 200, json: { version: "v2.31.9" } });

    await makeClient().server.buildInfo(anyCall());

    expect(JSON.stringify(cassettes.requests[0]?.headers)).not.toContain(token);
  });

  it("sends no credential when the token is empty", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    await makeClient({ token: "" }).users.me(anyCall());

    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });

  it("names itself, by default as fleet-mcp", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    await makeClient().users.me(anyCall());
    await makeClient({ userAgent: "fleet-mcp/0.1.0" }).users.me(anyCall());

    expect(cassettes.requests.map(({ headers }) => headers["user-agent"])).toEqual(["fleet-mcp", "fleet-mcp/0.1.0"]);
  });

  it("keeps the path prefix of the configured URL and ignores its trailing slashes", async () => {
    cassettes.answer("GET", "/coder/api/v2/users/me", { status: 200, json: user });

    await makeClient({ baseUrl: `${coderOrigin}/coder//` }).users.me(anyCall());

    expect(cassettes.requests).toHaveLength(1);
  });

  it("ignores query and fragment of the configured URL", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });

    await makeClient({ baseUrl: `${coderOrigin}/?a=1#b` }).users.me(anyCall());

    expect(cassettes.requests[0]?.url).toBe("/api/v2/users/me");
  });

  it.each(["ftp://coder.example.com", "coder.example.com", "", "https://me:hunter2@coder.example.com"])(
    "refuses %j as the URL of Coder without quoting it",
    (baseUrl) => {
      const creating = () => makeClient({ baseUrl });

      expect(creating).toThrow("The URL of Coder must be http or https, without a user name and password.");
    },
  );

  it("encodes a name as one segment of the path", async () => {
    cassettes.answer("GET", "/api/v2/users/a%2Fb%3Fc%25d/workspace/%C3%A9%20f", {
      status: 404,
      json: { message: "no" },
    });

    const getting = makeClient().workspaces.getByName("a/b?c%d", "é f", anyCall());

    await expect(getting).rejects.toMatchObject({ path: "/api/v2/users/a%2Fb%3Fc%25d/workspace/%C3%A9%20f" });
  });

  it.each(["", ".", "..", "a\nb", "a\u0000", "\ud800"])("sends nothing for the name %j", async (name) => {
    const getting = makeClient().workspaces.getByName("me", name, anyCall());

    await expect(getting).rejects.toMatchObject({
      code: "invalid_input",
      reason: "bad_name",
      path: "/api/v2/users/me/workspace/…",
    });
    expect(cassettes.requests).toEqual([]);
  });

  it("sends nothing to an app whose address lacks a name", async () => {
    const sending = makeClient().apps.sendMessage({ ...app, owner: "" }, { type: "user", content: "x" }, anyCall());

    await expect(sending).rejects.toMatchObject({ code: "invalid_input", delivered: "no" });
  });

  it("sends nothing with a token that could break out of its header", async () => {
    const getting = makeClient({ token: "a\r\nx-evil: 1" }).users.me(anyCall());

    await expect(getting).rejects.toMatchObject({ code: "unauthenticated", reason: "unauthenticated" });
  });
});
