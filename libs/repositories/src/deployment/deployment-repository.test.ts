import { RepositoryError } from "@fleet-mcp/repositories";
import { anyCall, createFakeClock, coderOrigin, useCassettes } from "@fleet-mcp/testing";
import type { HandWritten } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { refusal } from "../../test/answers.ts";
import { makeCoder, makeRepositories } from "../../test/make-repositories.ts";
import { createDeploymentRepository } from "./deployment-repository.ts";

const cassettes = useCassettes();

const riley = { id: "user-1", name: "riley", roles: [], organizationIds: ["org-1", "org-2"] };

function makeDeployment({ owner = "me", token = "tokenid000-klmnopqrstuvwxyz012345" } = {}) {
  const clock = createFakeClock();
  return createDeploymentRepository({ coder: makeCoder({ token, clock }), clock, owner });
}

describe("deployment.version", () => {
  it("is that of Coder", async () => {
    cassettes.play("server/get-build-info");

    await expect(makeDeployment().version(anyCall())).resolves.toBe("v2.31.9");
  });

  it("says what Node calls the trouble on the way", async () => {
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const coder = makeCoder({ fetch: () => Promise.reject(new TypeError("fetch failed", { cause })) });
    const deployment = createDeploymentRepository({ coder, clock: createFakeClock(), owner: "me" });

    const asking = deployment.version(anyCall());

    await expect(asking).rejects.toMatchObject({
      code: "unavailable",
      message: "Coder at coder.example.com could not be reached, or the connection broke (ECONNREFUSED).",
    });
    await expect(asking).rejects.toBeInstanceOf(RepositoryError);
  });
});

describe("deployment.clockAheadMs", () => {
  it("compares the date of the answer with the time here, to half a second", async () => {
    const date = "Thu, 01 Jan 2026 00:01:00 GMT";
    cassettes.answer("GET", "/api/v2/buildinfo", { status: 200, json: {}, headers: { date } });

    await expect(makeDeployment().clockAheadMs(anyCall())).resolves.toBe(60_500);
  });

  it("is unknown without a date", async () => {
    cassettes.answer("GET", "/api/v2/buildinfo", { status: 200, json: {} });

    await expect(makeDeployment().clockAheadMs(anyCall())).resolves.toBeUndefined();
  });
});

describe("deployment.user", () => {
  it("names the user of the token and its roles", async () => {
    cassettes.play("users/get-me");

    const user = await makeDeployment().user(anyCall());

    expect(user).toEqual({
      id: "00000000-0000-4000-8000-000000000001",
      name: "riley",
      roles: ["owner"],
      organizationIds: ["00000000-0000-4000-8000-000000000002"],
    });
  });

  it("is unauthenticated with a wrong token", async () => {
    cassettes.play("users/get-me-bad-token");

    await expect(makeDeployment().user(anyCall())).rejects.toMatchObject({
      code: "unauthenticated",
      message: "Coder refuses the session token.",
    });
  });
});

describe("deployment.token", () => {
  it("knows when it expires", async () => {
    cassettes.play("users/get-own-key");

    const token = await makeDeployment().token(anyCall());

    expect(token).toEqual({ expiresAt: Date.parse("2026-01-06T00:00:00Z"), scopes: [] });
  });

  it("is untold for a key that Coder does not show", async () => {
    cassettes.play("users/get-unknown-key");

    await expect(
      makeDeployment({ token: "aaaaaaaaaa-klmnopqrstuvwxyz012345" }).token(anyCall()),
    ).resolves.toBeUndefined();
  });

  it("is untold for a token of another kind", async () => {
    await expect(makeDeployment({ token: "of-another-kind" }).token(anyCall())).resolves.toBeUndefined();
  });

  it("fails when Coder does", async () => {
    cassettes.answer("GET", "/api/v2/users/me/keys/tokenid000", refusal(500));

    await expect(makeDeployment().token(anyCall())).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("deployment.rights", () => {
  it("counts what is allowed in any organization, asking about the owner's workspaces", async () => {
    cassettes.answer("GET", "/api/v2/users/sam", { status: 200, json: { id: "user-2", username: "sam" } });
    cassettes.answer("POST", "/api/v2/authcheck", {
      status: 200,
      json: { "read org-1": true, "create org-1": false, "create org-2": true, "delete org-2": false },
    });

    const rights = await makeDeployment({ owner: "sam" }).rights(riley, anyCall());

    expect(rights).toEqual(["read", "create"]);
    expect(cassettes.requests[1]?.body).toMatchObject({
      checks: {
        "create org-2": {
          action: "create",
          object: { resource_type: "workspace", owner_id: "user-2", organization_id: "org-2" },
        },
      },
    });
  });

  it.each([refusal(404, "Route not found."), refusal(403)])("are untold by a Coder that answers %j", async (answer) => {
    cassettes.answer("POST", "/api/v2/authcheck", answer);

    await expect(makeDeployment().rights(riley, anyCall())).resolves.toBeUndefined();
  });

  it("name an owner whom Coder does not know", async () => {
    cassettes.answer("GET", "/api/v2/users/nobody", refusal(404));

    await expect(makeDeployment({ owner: "nobody" }).rights(riley, anyCall())).rejects.toMatchObject({
      code: "not_found",
      message: 'Coder has no user "nobody", or it is not yours to see.',
    });
  });

  it("fail when the owner cannot be looked up", async () => {
    cassettes.answer("GET", "/api/v2/users/sam", refusal(500));

    await expect(makeDeployment({ owner: "sam" }).rights(riley, anyCall())).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});

describe("deployment.offers", () => {
  it("are tasks on 2.31", async () => {
    cassettes.play("server/probe-backends-2-31");

    await expect(makeRepositories().deployment.offers(anyCall())).resolves.toEqual({ tasks: "yes", chats: "no" });
  });

  it("are tasks and chats on 2.35", async () => {
    cassettes.play("server/probe-backends-2-35");

    await expect(makeRepositories().deployment.offers(anyCall())).resolves.toEqual({ tasks: "yes", chats: "yes" });
  });

  it.each([
    [refusal(404, "Route not found."), "no"],
    [refusal(400), "no"],
    [refusal(403), "forbidden"],
    [refusal(429), "unknown"],
    [refusal(500), "unknown"],
    ["network-error", "unknown"],
  ] as const)("read %j as %s", async (answer, offer) => {
    // A network error is repeated, as reads are.
    const times = answer === "network-error" ? 3 : 1;
    for (let time = 0; time < times; time += 1) cassettes.answer("GET", "/api/v2/tasks?q=owner:me", answer);
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
    cassettes.answer("GET", "/api/experimental/chats", refusal(404, "Route not found."));

    await expect(makeDeployment().offers(anyCall())).resolves.toEqual({ tasks: offer, chats: "yes" });
  });
});

describe("deployment.chatsLack", () => {
  const stable = () => {
    cassettes.release("v2.37.0");
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
  };
  const models = (count: number) =>
    cassettes.answer("GET", "/api/v2/chats/models", {
      status: 200,
      json: { providers: [{ available: true, models: Array.from({ length: count }, (_, id) => ({ id: `m${id}` })) }] },
    });
  const rights = (answer: HandWritten) => cassettes.answer("POST", "/api/v2/authcheck", answer);
  const allowed = (one: boolean, other: boolean) => rights({ status: 200, json: { "org-1": one, "org-2": other } });

  it("is nothing where there is a model, and an organization in which to chat", async () => {
    stable();
    models(1);
    allowed(false, true);

    await expect(makeDeployment().chatsLack(riley, anyCall())).resolves.toBeUndefined();
    expect(cassettes.requests.find(({ method }) => method === "POST")?.body).toEqual({
      checks: {
        "org-1": {
          action: "create",
          object: { resource_type: "chat", owner_id: "user-1", organization_id: "org-1" },
        },
        "org-2": {
          action: "create",
          object: { resource_type: "chat", owner_id: "user-1", organization_id: "org-2" },
        },
      },
    });
  });

  it("is the role where no organization allows it", async () => {
    stable();
    models(1);
    allowed(false, false);

    await expect(makeDeployment().chatsLack(riley, anyCall())).resolves.toBe("role");
  });

  it("is a model where none is configured, also when Coder does not know the question about the role", async () => {
    stable();
    models(0);
    rights(refusal(400));

    await expect(makeDeployment().chatsLack(riley, anyCall())).resolves.toBe("model");
  });

  it("is nothing where there are no chats", async () => {
    cassettes.play("server/get-build-info");
    const deployment = makeDeployment();
    await deployment.version(anyCall());

    await expect(deployment.chatsLack(riley, anyCall())).resolves.toBeUndefined();
  });

  it("is not told by a Coder that is down", async () => {
    stable();
    models(1);
    rights(refusal(500));

    await expect(makeDeployment().chatsLack(riley, anyCall())).rejects.toMatchObject({ code: "unavailable" });
    // Both are asked at the same time, and one of them is enough to know.
    await cassettes.arrived(3);
  });
});

describe("deployment.servesPathApps", () => {
  const page = (status: number): HandWritten => ({
    status,
    text: `<title>${status} - Something</title>`,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
  const probe = "/@riley/no-such-agent.main/apps/ai/status";

  it("is true when Coder looks for the app", async () => {
    cassettes.play("apps/get-status-unknown-workspace");

    await expect(makeDeployment().servesPathApps(riley, anyCall())).resolves.toBe(true);
  });

  it.each([
    [page(403), false],
    [{ status: 200, json: { status: "stable" } }, true],
    [page(500), undefined],
    [{ status: 303, text: "", headers: { location: `${coderOrigin}/login` } }, undefined],
  ] as const)("reads %j as %s", async (answer, served) => {
    cassettes.answer("GET", probe, answer);

    await expect(makeDeployment().servesPathApps(riley, anyCall())).resolves.toBe(served);
  });
});

describe("deployment", () => {
  it("passes on that its caller gave up, whatever it was asked", async () => {
    const gone = new Error("The caller hung up.");
    const options = { signal: AbortSignal.abort(gone) };
    const deployment = makeDeployment();

    await expect(deployment.version(options)).rejects.toBe(gone);
    await expect(deployment.token(options)).rejects.toBe(gone);
    await expect(deployment.offers(options)).rejects.toBe(gone);
    await expect(deployment.servesPathApps(riley, options)).rejects.toBe(gone);
  });
});
