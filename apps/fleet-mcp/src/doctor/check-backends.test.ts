import { describe, expect, it } from "@jest/globals";
import { checkBackends, checkPathApps } from "./check-backends.ts";

const answered = <T>(answer: T) => ({ isKnown: true as const, answer });
const silent = { isKnown: false as const, code: "timeout" as const, why: "no answer" };

describe("checkBackends", () => {
  it("lists what is offered", () => {
    expect(checkBackends(answered({ tasks: "yes", chats: "yes" }), { backend: "auto" })).toEqual({
      status: "ok",
      finding:
        "tasks: offered; agentapi: offered, through workspace apps; chats: offered, which this version does not use yet",
    });
    expect(checkBackends(answered({ tasks: "no", chats: "forbidden" }), { backend: "auto" })).toMatchObject({
      status: "ok",
      finding: "tasks: not offered; agentapi: offered, through workspace apps; chats: offered, but not to this user",
    });
  });

  it("fails when the configured backend is not there", () => {
    expect(checkBackends(answered({ tasks: "no", chats: "no" }), { backend: "tasks" })).toMatchObject({
      status: "fail",
      next_step: "Set FLEET_MCP_BACKEND (--backend) to auto or agentapi.",
    });
    expect(checkBackends(answered({ tasks: "no", chats: "no" }), { backend: "agentapi" })).toMatchObject({
      status: "ok",
    });
  });

  it("is unknown when Coder did not say", () => {
    const unclear = checkBackends(answered({ tasks: "unknown", chats: "no" }), { backend: "auto" });

    expect(unclear).toMatchObject({ status: "unknown", finding: expect.stringContaining("tasks: not known") });
    expect(checkBackends(silent, { backend: "auto" })).toMatchObject({ status: "unknown" });
  });
});

describe("checkPathApps", () => {
  it.each([
    [answered(true), "ok"],
    [answered(false), "fail"],
    [answered(undefined), "unknown"],
    [silent, "unknown"],
  ])("judges %j as %s", (served, status) => {
    expect(checkPathApps(served)).toMatchObject({ status });
  });
});
