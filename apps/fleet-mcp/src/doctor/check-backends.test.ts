import type { ChatsLack, Offers } from "@fleet-mcp/repositories";
import { describe, expect, it } from "@jest/globals";
import type { Config } from "../config/config.ts";
import { checkBackends, checkPathApps } from "./check-backends.ts";

const answered = <T>(answer: T) => ({ isKnown: true as const, answer });
const silent = { isKnown: false as const, code: "timeout" as const, why: "no answer" };

const judge = (offers: Offers, backend: Config["backend"] = "auto", lack?: ChatsLack) =>
  checkBackends({ offers: answered(offers), lack: answered(lack) }, { backend });

describe("checkBackends", () => {
  it("lists what is offered", () => {
    expect(judge({ tasks: "yes", chats: "yes" })).toEqual({
      status: "ok",
      finding: "tasks: offered; agentapi: offered, through workspace apps; chats: offered",
    });
    expect(judge({ tasks: "no", chats: "forbidden" })).toMatchObject({
      status: "ok",
      finding: "tasks: not offered; agentapi: offered, through workspace apps; chats: offered, but not to this user",
    });
  });

  it("fails when the configured backend is not there", () => {
    expect(judge({ tasks: "no", chats: "no" }, "tasks")).toMatchObject({
      status: "fail",
      next_step: "Set FLEET_MCP_BACKEND (--backend) to auto, agentapi or chats.",
    });
    expect(judge({ tasks: "yes", chats: "no" }, "chats")).toMatchObject({
      status: "fail",
      next_step: "Set FLEET_MCP_BACKEND (--backend) to auto, tasks or agentapi.",
    });
    expect(judge({ tasks: "yes", chats: "forbidden" }, "chats")).toMatchObject({
      status: "fail",
      next_step: expect.stringContaining("agents-access"),
    });
    expect(judge({ tasks: "no", chats: "no" }, "agentapi")).toMatchObject({ status: "ok" });
  });

  it.each([
    ["model", "no model is configured for them", "default model"],
    ["role", "this user may not create any", "agents-access"],
  ] as const)("says that chats lack a %s, and whom to ask", (lack, why, step) => {
    const verdict = (backend: Config["backend"], tasks: "yes" | "no") => judge({ tasks, chats: "yes" }, backend, lack);

    expect(verdict("auto", "no")).toEqual({
      status: "warn",
      finding: `tasks: not offered; agentapi: offered, through workspace apps; chats: offered, but ${why}`,
      next_step: expect.stringContaining(step),
    });
    expect(verdict("chats", "yes")).toMatchObject({ status: "fail", next_step: expect.stringContaining(step) });
    expect(verdict("auto", "yes")).toMatchObject({ status: "ok", finding: expect.stringContaining(why) });
  });

  it("is unknown when Coder did not say", () => {
    const unclear = judge({ tasks: "unknown", chats: "no" });

    expect(unclear).toMatchObject({ status: "unknown", finding: expect.stringContaining("tasks: not known") });
    expect(checkBackends({ offers: silent, lack: silent }, { backend: "auto" })).toMatchObject({ status: "unknown" });
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
