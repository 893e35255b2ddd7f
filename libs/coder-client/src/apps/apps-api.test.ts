import { describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeClient, token } from "../../test/make-client.ts";

const cassettes = useCassettes();
const appOf = (workspace: string, { owner = "riley", slug = "ai" } = {}) => ({ owner, workspace, agent: "main", slug });

describe("apps.status", () => {
  it("says whether the agent is at rest, and which kind it is", async () => {
    cassettes.play("apps/get-status-stable");

    const status = await makeClient().apps.status(appOf("ant"), anyCall());

    expect(status).toEqual({ status: "stable", agent_type: "custom", transport: "pty" });
    expect(cassettes.requests[0]?.headers).toMatchObject({ cookie: `coder_session_token=${token}` });
    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });

  it("says that the agent works", async () => {
    cassettes.play("apps/get-status-running");

    const status = await makeClient().apps.status(appOf("bee"), anyCall());

    expect(status.status).toBe("running");
  });

  it("is unauthenticated when Coder leads to its login page, and does not follow", async () => {
    cassettes.play("apps/get-status-signed-out");

    const asking = makeClient({ token: "" }).apps.status(appOf("crane"), anyCall());

    await expect(asking).rejects.toMatchObject({ code: "unauthenticated", reason: "unauthenticated", status: 303 });
  });

  it.each([
    ["an app the workspace does not have", "unknown-app", appOf("crane", { slug: "nope" })],
    ["an owner called me", "as-me", appOf("crane", { owner: "me" })],
    ["a workspace nobody has", "unknown-workspace", appOf("no-such-agent")],
    ["a machine that lost its connection", "lost-agent", appOf("crane")],
  ])("is offline for %s", async (_, circumstance, app) => {
    cassettes.play(`apps/get-status-${circumstance}`);

    const asking = makeClient().apps.status(app, anyCall());

    await expect(asking).rejects.toMatchObject({
      code: "offline",
      reason: "app_missing",
      status: 404,
      coderMessage: undefined,
    });
  });

  it("is offline when nothing listens, and does not ask again", async () => {
    cassettes.play("apps/get-status-dead-app");
    const clock = createFakeClock();

    const asking = makeClient({ clock }).apps.status(appOf("crane"), anyCall());

    await expect(asking).rejects.toMatchObject({
      code: "offline",
      reason: "app_unreachable",
      status: 502,
      message: "The app in the workspace does not answer. (GET /@riley/crane.main/apps/ai/status, status 502)",
    });
    expect(cassettes.requests).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it("is offline when the workspace is stopped", async () => {
    cassettes.play("apps/get-status-stopped");

    const asking = makeClient().apps.status(appOf("crane"), anyCall());

    await expect(asking).rejects.toMatchObject({ code: "offline", reason: "workspace_offline", status: 400 });
  });

  it("is offline when AgentAPI refuses Coder's host name", async () => {
    cassettes.play("apps/get-status-host-refused");

    const asking = makeClient().apps.status(appOf("egret"), anyCall());

    await expect(asking).rejects.toMatchObject({ code: "offline", reason: "host_refused", status: 400 });
  });

  it("is unavailable when the app answers but is no AgentAPI", async () => {
    cassettes.answer("GET", "/@riley/ant.main/apps/ide/status", { status: 200, text: "<html>editor</html>" });

    const asking = makeClient().apps.status(appOf("ant", { slug: "ide" }), anyCall());

    await expect(asking).rejects.toMatchObject({ code: "unavailable", reason: "not_json" });
  });
});

describe("apps.messages", () => {
  it("gives the conversation", async () => {
    cassettes.play("apps/list-messages");

    const messages = await makeClient().apps.messages(appOf("ant"), anyCall());

    expect(messages).toMatchObject([{ id: 0, role: "agent", time: "2026-01-01T00:00:00.000Z" }]);
    expect(messages[0]?.content).toContain("> Fix the login bug work=2");
  });
});

describe("apps.sendMessage", () => {
  it("delivers a prompt", async () => {
    cassettes.play("apps/send-user");

    await makeClient().apps.sendMessage(appOf("finch"), { type: "user", content: "Add a tutorial work=8" }, anyCall());

    expect(cassettes.requests[0]).toMatchObject({ body: { type: "user", content: "Add a tutorial work=8" } });
  });

  it("delivers a raw key", async () => {
    cassettes.play("apps/send-raw");

    await makeClient().apps.sendMessage(appOf("finch"), { type: "raw", content: "\u001b" }, anyCall());

    expect(cassettes.requests[0]).toMatchObject({ body: { type: "raw", content: "\u001b" } });
  });

  it("is busy while the agent works, and proves that nothing arrived", async () => {
    cassettes.play("apps/send-user-busy");

    const sending = makeClient().apps.sendMessage(
      appOf("finch"),
      { type: "user", content: "And a glossary" },
      anyCall(),
    );

    await expect(sending).rejects.toMatchObject({ code: "busy", reason: "agent_busy", status: 500, delivered: "no" });
  });

  it("refuses a blank prompt", async () => {
    cassettes.play("apps/send-user-blank");

    const sending = makeClient().apps.sendMessage(appOf("finch"), { type: "user", content: "   " }, anyCall());

    await expect(sending).rejects.toMatchObject({ code: "invalid_input", reason: "input_empty", delivered: "no" });
  });

  it("is offline when the workspace is stopped, and nothing arrived", async () => {
    cassettes.play("apps/send-user-stopped");

    const sending = makeClient().apps.sendMessage(appOf("crane"), { type: "user", content: "hello" }, anyCall());

    await expect(sending).rejects.toMatchObject({ code: "offline", reason: "workspace_offline", delivered: "no" });
  });

  it("does not know whether a prompt arrived when the app broke off", async () => {
    const headers = { "content-type": "text/html; charset=utf-8", "x-coder-build-version": "v2.31.9" };
    cassettes.answer("POST", "/@riley/finch.main/apps/ai/message", { status: 502, text: "<html></html>", headers });

    const sending = makeClient().apps.sendMessage(appOf("finch"), { type: "user", content: "x" }, anyCall());

    await expect(sending).rejects.toMatchObject({ reason: "app_unreachable", delivered: "unknown" });
  });

  it("is invalid input when AgentAPI does not know a field", async () => {
    const json = { title: "Unprocessable Entity", status: 422, detail: "validation failed", errors: null };
    cassettes.answer("POST", "/@riley/finch.main/apps/ai/message", { status: 422, json });

    const sending = makeClient().apps.sendMessage(appOf("finch"), { type: "user", content: "x" }, anyCall());

    await expect(sending).rejects.toMatchObject({
      code: "invalid_input",
      reason: "other",
      status: 422,
      coderMessage: "Unprocessable Entity validation failed",
    });
  });
});

describe("apps.upload", () => {
  // Written by hand: no recording holds an upload.
  const upload = (text: string) => makeClient().apps.upload(appOf("finch"), { name: "task.md", text }, anyCall());
  const answer = (response: Parameters<typeof cassettes.answer>[2]) =>
    cassettes.answer("POST", "/@riley/finch.main/apps/ai/upload", response);

  it("sends a text as the file of a form, by cookie, and says where it lies", async () => {
    answer({ status: 200, json: { ok: true, filePath: "/tmp/agentapi-1/task.md" } });

    const uploaded = await upload("Sing\nin grün");

    expect(uploaded).toEqual({ filePath: "/tmp/agentapi-1/task.md" });
    expect(cassettes.requests[0]?.body).toMatch(
      /^--\S+\r\nContent-Disposition: form-data; name="file"; filename="task[.]md"\r\nContent-Type: text\/plain; ?charset=utf-8\r\n\r\nSing\nin grün\r\n--\S+--/,
    );
    expect(cassettes.requests[0]?.headers).toMatchObject({
      "content-type": expect.stringMatching(/^multipart\/form-data; boundary=/),
      cookie: `coder_session_token=${token}`,
    });
    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });

  it.each([
    [404, "404 page not found\n"],
    [405, ""],
  ])("is unsupported by an AgentAPI that does not know it: %d", async (status, text) => {
    answer({ status, text, headers: { "content-type": "text/plain; charset=utf-8" } });

    await expect(upload("x")).rejects.toMatchObject({
      code: "unsupported",
      reason: "route_not_found",
      delivered: "no",
    });
  });

  it("is unavailable when the answer names no file", async () => {
    answer({ status: 200, json: { ok: true, filePath: "" } });

    await expect(upload("x")).rejects.toMatchObject({ code: "unavailable", reason: "wrong_shape" });
  });
});
