import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { errorPage, ok, refusal, scriptCoder } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const riley = { id: "user-1", name: "riley", roles: [], organizationIds: ["org-1"] };

describe("deployment.readiness", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it("is ready when Coder knows the token, by one request", async () => {
    cassettes.play("users/get-me");

    await expect(makeServices().deployment.readiness(anyCall())).resolves.toEqual({ ready: true });
    expect(cassettes.requests).toHaveLength(1);
  });

  it("says that the token is refused", async () => {
    cassettes.play("users/get-me-bad-token");

    await expect(makeServices().deployment.readiness(anyCall())).resolves.toEqual({
      ready: false,
      reason: "Coder refuses the session token.",
    });
  });

  it("says that Coder is out of reach", async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) cassettes.answer("GET", "/api/v2/users/me", "network-error");

    await expect(makeServices().deployment.readiness(anyCall())).resolves.toEqual({
      ready: false,
      reason: "Coder at coder.example.com could not be reached, or the connection broke.",
    });
  });

  it("gives up on a Coder that hangs", async () => {
    cassettes.answer("GET", "/api/v2/users/me", "hang");
    const hurried = AbortSignal.timeout(20);
    jest.spyOn(AbortSignal, "timeout").mockReturnValue(hurried);

    await expect(makeServices().deployment.readiness(anyCall())).resolves.toEqual({
      ready: false,
      reason: "Coder did not answer within 4 s.",
    });
  });

  it("rejects with the reason of a caller that gave up", async () => {
    cassettes.answer("GET", "/api/v2/users/me", "hang");
    const caller = new AbortController();
    const gone = new Error("The caller hung up.");

    const asking = makeServices().deployment.readiness({ signal: caller.signal });
    void cassettes.arrived(1).then(() => caller.abort(gone));

    await expect(asking).rejects.toBe(gone);
  });
});

describe("deployment", () => {
  it("tells the release and whether it is one this is made for", async () => {
    cassettes.play("server/get-build-info");

    await expect(makeServices().deployment.release(anyCall())).resolves.toEqual({
      version: "v2.31.9",
      support: "supported",
    });
  });

  it("passes on what the repository finds out", async () => {
    cassettes.play("users/get-me", "server/probe-backends-2-35", "apps/get-status-unknown-workspace");
    cassettes.answer("GET", "/api/v2/buildinfo", ok({}));
    cassettes.answer("POST", "/api/v2/authcheck", ok({ "create org-1": true }));
    const { deployment } = makeServices();

    await expect(deployment.user(anyCall())).resolves.toMatchObject({ name: "riley", roles: ["owner"] });
    await expect(deployment.offers(anyCall())).resolves.toEqual({ tasks: "yes", chats: "yes" });
    await expect(deployment.servesPathApps(riley, anyCall())).resolves.toBe(true);
    await expect(deployment.clockAheadMs(anyCall())).resolves.toBeUndefined();
    await expect(deployment.rights(riley, anyCall())).resolves.toEqual(["create"]);
    await expect(deployment.token(anyCall())).resolves.toBeUndefined();
  });

  it("gives failures their next step", async () => {
    cassettes.answer("GET", "/api/v2/users/me", refusal(401, "Signed out."));

    await expect(makeServices().deployment.user(anyCall())).rejects.toMatchObject({
      name: "ServiceError",
      code: "unauthenticated",
      hint: "Ask the operator of this server to renew its Coder session token.",
    });
  });
});

describe("deployment.reachAgent", () => {
  const list = "/api/v2/workspaces?q=owner:me&limit=100&offset=0";
  const fleet = (...rows: readonly ReturnType<typeof makeRow>[]) =>
    cassettes.answer("GET", list, ok({ workspaces: rows, count: rows.length }));

  it("asks the first agent that is online", async () => {
    fleet(makeRow({ name: "ant", status: "stopped", taskId: "task-0" }), makeRow({ taskId: "task-1" }));
    scriptCoder(cassettes).cli("stable");

    await expect(makeServices().deployment.reachAgent(anyCall())).resolves.toEqual({ agent: "otter" });
  });

  it("tells why it does not answer", async () => {
    fleet(makeRow());
    scriptCoder(cassettes).cliAnswers(errorPage(502, "Bad Gateway"));

    await expect(makeServices().deployment.reachAgent(anyCall())).resolves.toEqual({
      agent: "otter",
      problem: "its coding CLI could not be asked (app_unreachable)",
    });
  });

  it("asks nobody when none is online", async () => {
    fleet();

    await expect(makeServices().deployment.reachAgent(anyCall())).resolves.toBeUndefined();
  });
});
