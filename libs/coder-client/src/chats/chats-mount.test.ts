import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();
const answer = (path: string, status: number, message: string) =>
  cassettes.answer("GET", path, { status, json: { message } });
const absent = (path: string) => answer(path, 404, "Route not found.");

describe("chats.mount", () => {
  it("is the stable one where Coder has it, asked once", async () => {
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
    const { chats } = makeClient();

    await expect(chats.mount(anyCall())).resolves.toBe("api");
    await expect(chats.mount(anyCall())).resolves.toBe("api");
    expect(cassettes.requests).toHaveLength(1);
  });

  it("is asked once by callers at the same time, also when the first of them goes away", async () => {
    cassettes.release("v2.37.0");
    cassettes.answer("GET", "/api/v2/chats", "hang");
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
    const { chats } = makeClient();
    const first = new AbortController();

    const asked = [chats.mount({ signal: first.signal }), chats.mount(anyCall()), chats.mount(anyCall())];
    setTimeout(() => first.abort(new Error("the caller left")), 20);

    await expect(Promise.allSettled(asked)).resolves.toMatchObject([
      { status: "rejected", reason: { message: "the caller left" } },
      { status: "fulfilled", value: "api" },
      { status: "fulfilled", value: "api" },
    ]);
  });

  it("is the experimental one of 2.35", async () => {
    cassettes.play("server/probe-backends-2-35");
    const { chats, server } = makeClient();

    await expect(chats.mount(anyCall())).resolves.toBe("experimental");
    await server.probeTasks(anyCall());
  });

  it("is nowhere when both are missing, and that is kept too", async () => {
    cassettes.release("v2.36.1");
    absent("/api/v2/chats");
    absent("/api/experimental/chats");
    const { chats } = makeClient();

    await expect(chats.mount(anyCall())).resolves.toBeUndefined();
    await expect(chats.mount(anyCall())).resolves.toBeUndefined();
  });

  it("is nowhere on a release before 2.32, without a request", async () => {
    cassettes.play("server/get-build-info");
    const { chats, server } = makeClient();
    await server.buildInfo(anyCall());

    await expect(chats.mount(anyCall())).resolves.toBeUndefined();
    expect(cassettes.requests).toHaveLength(1);
  });

  it.each(["v0.0.0-devel+abc1234", "v2.32.0", "v3.0.1"])("is asked for on %s", async (release) => {
    cassettes.release(release);
    answer("/api/v2/buildinfo", 404, "?");
    answer("/api/v2/chats", 404, "Route not found.");
    answer("/api/experimental/chats", 404, "Route not found.");
    const { chats, server } = makeClient();
    await server.buildInfo(anyCall()).catch(() => undefined);

    await chats.mount(anyCall());

    expect(cassettes.requests).toHaveLength(3);
  });

  it("is there for a user who may not use it", async () => {
    answer("/api/v2/chats", 403, "Forbidden.");

    await expect(makeClient().chats.mount(anyCall())).resolves.toBe("api");
  });

  it.each([
    ["unauthenticated", { status: 401, json: { message: "no" } }],
    ["unavailable", { status: 500, json: { message: "no" } }],
  ] as const)("is not decided by an answer that is %s", async (code, response) => {
    cassettes.release("v2.37.0");
    cassettes.answer("GET", "/api/v2/chats", response);
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
    const { chats } = makeClient();

    await expect(chats.mount(anyCall())).rejects.toMatchObject({ code });
    await expect(chats.mount({ signal: new AbortController().signal })).resolves.toBe("api");
  });

  it("is asked for again when it is gone, as after an upgrade", async () => {
    cassettes.release("v2.37.0");
    absent("/api/v2/chats");
    cassettes.answer("GET", "/api/experimental/chats", { status: 200, json: [] });
    absent("/api/experimental/chats/chat-1");
    cassettes.answer("GET", "/api/v2/chats", { status: 200, json: [] });
    const { chats } = makeClient();

    await expect(chats.get("chat-1", anyCall())).rejects.toMatchObject({ reason: "route_not_found" });
    await expect(chats.mount(anyCall())).resolves.toBe("api");
  });
});
