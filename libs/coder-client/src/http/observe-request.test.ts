import { afterEach, describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeClient, token } from "../../test/make-client.ts";
import { serveLoopback } from "../../test/serve-loopback.ts";
import type { CoderClient } from "../create-coder-client.ts";
import type { ObserveRequest, RequestOutcome } from "./observe-request.ts";

const app = { owner: "name-riley", workspace: "name-otter", agent: "name-main", slug: "name-ai" };
const task = { name: "name-otter", template_version_id: "name-v1", input: "name-task" };
const workspace = { name: "name-otter", template_version_id: "name-v1" };

const rights = { action: "read", object: { resource_type: "workspace", owner_id: "name-riley" } };

/** Every endpoint of the client, asked about things whose names begin with `name-`. */
const endpoints: readonly (readonly [string, string, (client: CoderClient) => Promise<unknown>])[] = [
  ["server.buildInfo", "GET /buildinfo", ({ server }) => server.buildInfo(anyCall())],
  ["server.time", "GET /buildinfo", ({ server }) => server.time(anyCall())],
  ["server.probeTasks", "GET /tasks", ({ server }) => server.probeTasks(anyCall())],
  ["server.probeChats", "GET /chats", ({ server }) => server.probeChats("experimental", anyCall())],
  ["users.ownKey", "GET /users/me/keys/{key}", ({ users }) => users.ownKey(anyCall())],
  ["users.checkRights", "POST /authcheck", ({ users }) => users.checkRights({ "name-x": rights }, anyCall())],
  ["users.me", "GET /users/me", ({ users }) => users.me(anyCall())],
  ["users.get", "GET /users/{user}", ({ users }) => users.get("name-riley", anyCall())],
  ["templates.list", "GET /templates", ({ templates }) => templates.list("name-x", anyCall())],
  [
    "templates.getByName",
    "GET /organizations/{organization}/templates/{name}",
    ({ templates }) => templates.getByName("name-o", "name-t", anyCall()),
  ],
  [
    "templates.richParameters",
    "GET /templateversions/{version}/rich-parameters",
    ({ templates }) => templates.richParameters("name-v", anyCall()),
  ],
  [
    "templates.presets",
    "GET /templateversions/{version}/presets",
    ({ templates }) => templates.presets("name-v", anyCall()),
  ],
  [
    "workspaces.list",
    "GET /workspaces",
    ({ workspaces }) => workspaces.list({ q: "name-q", limit: 1, offset: 0 }, anyCall()),
  ],
  ["workspaces.getById", "GET /workspaces/{id}", ({ workspaces }) => workspaces.getById("name-w", anyCall())],
  [
    "workspaces.getByName",
    "GET /users/{owner}/workspace/{name}",
    ({ workspaces }) => workspaces.getByName("name-riley", "name-w", anyCall()),
  ],
  [
    "workspaces.create",
    "POST /users/{owner}/workspaces",
    ({ workspaces }) => workspaces.create("name-riley", workspace, anyCall()),
  ],
  ["workspaces.builds", "GET /workspaces/{id}/builds", ({ workspaces }) => workspaces.builds("name-w", anyCall())],
  [
    "workspaces.createBuild",
    "POST /workspaces/{id}/builds",
    ({ workspaces }) => workspaces.createBuild("name-w", { transition: "stop" }, anyCall()),
  ],
  ["builds.get", "GET /workspacebuilds/{id}", ({ builds }) => builds.get("name-b", anyCall())],
  [
    "builds.cancel",
    "PATCH /workspacebuilds/{id}/cancel",
    ({ builds }) => builds.cancel("name-b", "pending", anyCall()),
  ],
  ["builds.logs", "GET /workspacebuilds/{id}/logs", ({ builds }) => builds.logs("name-b", anyCall())],
  ["builds.parameters", "GET /workspacebuilds/{id}/parameters", ({ builds }) => builds.parameters("name-b", anyCall())],
  ["tasks.list", "GET /tasks", ({ tasks }) => tasks.list("name-q", anyCall())],
  ["tasks.get", "GET /tasks/{owner}/{task}", ({ tasks }) => tasks.get("name-riley", "name-t", anyCall())],
  ["tasks.create", "POST /tasks/{owner}", ({ tasks }) => tasks.create("name-riley", task, anyCall())],
  [
    "tasks.send",
    "POST /tasks/{owner}/{task}/send",
    ({ tasks }) => tasks.send("name-riley", "name-t", "name-i", anyCall()),
  ],
  ["tasks.logs", "GET /tasks/{owner}/{task}/logs", ({ tasks }) => tasks.logs("name-riley", "name-t", anyCall())],
  ["tasks.delete", "DELETE /tasks/{owner}/{task}", ({ tasks }) => tasks.delete("name-riley", "name-t", anyCall())],
  ["tasks.pause", "POST /tasks/{owner}/{task}/pause", ({ tasks }) => tasks.pause("name-riley", "name-t", anyCall())],
  ["tasks.resume", "POST /tasks/{owner}/{task}/resume", ({ tasks }) => tasks.resume("name-riley", "name-t", anyCall())],
  ["apps.status", "GET app:/status", ({ apps }) => apps.status(app, anyCall())],
  ["apps.messages", "GET app:/messages", ({ apps }) => apps.messages(app, anyCall())],
  [
    "apps.sendMessage",
    "POST app:/message",
    ({ apps }) => apps.sendMessage(app, { type: "raw", content: "name-c" }, anyCall()),
  ],
  ["apps.upload", "POST app:/upload", ({ apps }) => apps.upload(app, { name: "name-c", text: "name-d" }, anyCall())],
  [
    "workspaceAgents.metadata",
    "GET /workspaceagents/{id}/watch-metadata",
    ({ workspaceAgents }) => workspaceAgents.metadata("name-a", anyCall()),
  ],
];

describe("the route of a request", () => {
  it.each(endpoints)("%s is %s, without a name in it", async (_endpoint, expected, ask) => {
    const { observe, seen } = makeObserver();
    const client = makeClient({ observe, fetch: () => Promise.resolve(new Response("{}", { status: 418 })) });

    await ask(client).catch(() => {});

    expect(seen.map(({ method, route }) => `${method} ${route}`)).toEqual([expected]);
  });

  it("is known for every endpoint of the client", () => {
    const { clock: _, ...nouns } = makeClient();
    const all = Object.entries(nouns).flatMap(([noun, api]) =>
      Object.keys(api).map((verb) => `${noun}.${verb}`),
    );

    expect(endpoints.map(([endpoint]) => endpoint).toSorted()).toEqual(all.toSorted());
  });
});

describe("an observer of requests", () => {
  const cassettes = useCassettes();
  const user = { id: "u1", username: "riley" };

  it("sees each attempt with its status", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 503, json: { message: "later" } });
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });
    const { observe, seen } = makeObserver();

    await makeClient({ observe }).users.me(anyCall());

    expect(seen).toEqual([
      { method: "GET", route: "/users/me", outcome: 503 },
      { method: "GET", route: "/users/me", outcome: 200 },
    ]);
  });

  it("sees a request without an answer as an error", async () => {
    const { observe, seen } = makeObserver();
    const client = makeClient({ observe, fetch: () => Promise.reject(new TypeError("fetch failed")) });

    await client.tasks.pause("me", "t1", anyCall()).catch(() => {});

    expect(seen).toMatchObject([{ outcome: "error" }]);
  });

  it("sees a request whose caller gave up as cancelled, and the caller its own reason", async () => {
    const caller = new AbortController();
    const reason = new Error("no longer wanted");
    const { observe, seen } = makeObserver();
    const giveUp = () => {
      caller.abort(reason);
      return Promise.reject(new TypeError("aborted"));
    };

    const asking = makeClient({ observe, fetch: giveUp }).users.me({ signal: caller.signal });

    await expect(asking).rejects.toBe(reason);
    expect(seen).toMatchObject([{ outcome: "cancelled" }]);
  });

  it("cannot take the place of the credential", async () => {
    cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: user });
    const { observe } = makeObserver({ "coder-session-token": "planted" });

    await makeClient({ observe }).users.me(anyCall());

    expect(cassettes.requests[0]?.headers["coder-session-token"]).toBe(token);
  });

  it("is at fault when the request was never sent", async () => {
    const asking = makeClient({ observe: () => Promise.resolve() }).users.me(anyCall());

    await expect(asking).rejects.toThrow("A request was observed without being sent.");
  });
});

describe("headers of an observer", () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  it("reach Coder's API and never the app of a workspace", async () => {
    const received: { readonly url: string | undefined; readonly traceparent: unknown }[] = [];
    const { url, close } = await serveLoopback(({ url: path, headers }, response) => {
      received.push({ url: path, traceparent: headers["traceparent"] });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: "u1", username: "riley", status: "stable" }));
    });
    closing.push(close);
    const { observe } = makeObserver({ traceparent: "00-1-2-01" });
    const client = makeClient({ baseUrl: url, observe, clock: createFakeClock() });

    await client.users.me(anyCall());
    await client.apps.status({ owner: "riley", workspace: "otter", agent: "main", slug: "ai" }, anyCall());

    expect(received).toEqual([
      { url: "/api/v2/users/me", traceparent: "00-1-2-01" },
      { url: "/@riley/otter.main/apps/ai/status", traceparent: undefined },
    ]);
  });
});

function makeObserver(headers: Readonly<Record<string, string>> = {}) {
  const seen: { readonly method: string; readonly route: string; readonly outcome: RequestOutcome }[] = [];
  const observe: ObserveRequest = async (request, send) => {
    seen.push({ ...request, outcome: await send(headers) });
  };
  return { observe, seen };
}
