import { describe, expect, it } from "@jest/globals";
import { RepositoryError } from "@fleet-mcp/repositories";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../test/make-services.ts";
import { refusal } from "../test/script-coder.ts";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "./service-error.ts";

const cassettes = useCassettes();
const show = () => makeServices().agents.show("otter", anyCall());
const otter = "/api/v2/users/me/workspace/otter";

describe("raiseServiceError", () => {
  it.each([
    [
      refusal(401, "Signed out."),
      "unauthenticated",
      "Ask the operator of this server to renew its Coder session token.",
    ],
    [refusal(403, "Forbidden."), "forbidden", "Ask an administrator of Coder for the right, or use another project."],
    [
      { status: 429, json: { message: "Slow down." }, headers: { "retry-after": "60" } },
      "rate_limited",
      "Wait that long before the next call.",
    ],
    [refusal(404, "Route not found."), "unsupported", "Call list_agent_projects to see what this Coder can do."],
    [
      { status: 200, text: "<p>Welcome</p>" },
      "unavailable",
      "Try again in a minute; if it stays so, ask the operator to check Coder and the network.",
    ],
  ])("passes on the refusal %j with the next step", async (answer, code, hint) => {
    cassettes.answer("GET", otter, answer);

    await expect(show()).rejects.toMatchObject({ name: "ServiceError", code, hint });
  });

  it("says that Coder is down after three attempts", async () => {
    cassettes.answer("GET", otter, "network-error");
    cassettes.answer("GET", otter, "network-error");
    cassettes.answer("GET", otter, "network-error");

    await expect(show()).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/coder[.]example[.]com.*"otter"/),
      hint: expect.stringContaining("check Coder and the network"),
    });
  });

  it("names the seconds of a rate limit", async () => {
    cassettes.answer("GET", otter, { status: 429, json: { message: "Slow" }, headers: { "retry-after": "60" } });

    await expect(show()).rejects.toMatchObject({ message: expect.stringContaining("60 s") });
  });

  it("keeps code, message and cause", () => {
    const below = new RepositoryError("busy", "It is busy.");

    expect(() => raiseServiceError(below)).toThrow(
      expect.objectContaining({
        code: "busy",
        message: "It is busy.",
        hint: "Try again in a few seconds.",
        cause: below,
      }),
    );
  });

  it("lets everything else pass untouched", () => {
    const bug = new TypeError("a bug");
    const own = new ServiceError("busy", "It is busy.");

    expect(() => raiseServiceError(bug)).toThrow(bug);
    expect(() => raiseServiceError(own)).toThrow(own);
  });
});

describe("raiseServiceErrorWith", () => {
  it("prefers the next step that fits the call, code by code", () => {
    const raise = raiseServiceErrorWith({ busy: "Look again." });

    expect(() => raise(new RepositoryError("busy", "x"))).toThrow(expect.objectContaining({ hint: "Look again." }));
    expect(() => raise(new RepositoryError("timeout", "x"))).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^Try again;/) }),
    );
  });
});
