import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

describe("server.buildInfo", () => {
  it("tells the release without asking for a token", async () => {
    cassettes.play("server/get-build-info");

    const info = await makeClient().server.buildInfo(anyCall());

    expect(info).toEqual({
      version: "v2.31.9",
      external_url: "https://github.com/coder/coder",
      dashboard_url: "https://coder.example.com",
      deployment_id: "00000000-0000-4000-8000-000000000001",
    });
    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });
});

describe("server.time", () => {
  it.each([
    [{ date: "Thu, 01 Jan 2026 00:00:42 GMT" }, Date.parse("2026-01-01T00:00:42Z")],
    [{ date: "soon" }, undefined],
    [{}, undefined],
  ])("reads the date of an answer with the headers %j", async (headers, time) => {
    cassettes.answer("GET", "/api/v2/buildinfo", { status: 200, json: {}, headers });

    await expect(makeClient().server.time(anyCall())).resolves.toBe(time);
    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });
});

describe("server.probeTasks and server.probeChats", () => {
  it("find tasks and no chats on 2.31", async () => {
    cassettes.play("server/probe-backends-2-31");
    const { server } = makeClient();

    await expect(server.probeTasks(anyCall())).resolves.toBeUndefined();
    await expect(server.probeChats("api", anyCall())).rejects.toMatchObject({ reason: "route_not_found" });
    await expect(server.probeChats("experimental", anyCall())).rejects.toMatchObject({ reason: "route_not_found" });
  });

  it("find both on 2.35, chats below the experimental path", async () => {
    cassettes.play("server/probe-backends-2-35");
    const { server } = makeClient();

    await expect(server.probeTasks(anyCall())).resolves.toBeUndefined();
    await expect(server.probeChats("api", anyCall())).rejects.toMatchObject({ reason: "route_not_found" });
    await expect(server.probeChats("experimental", anyCall())).resolves.toBeUndefined();
  });

  it("tell chats that are not for this user", async () => {
    cassettes.answer("GET", "/api/v2/chats", { status: 403, json: { message: "Forbidden." } });

    await expect(makeClient().server.probeChats("api", anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });
});
