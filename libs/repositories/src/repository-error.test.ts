import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderErrorFacts } from "@fleet-mcp/coder-client";
import { ErrorCode } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { RepositoryError, isAbsent, raiseRepositoryError } from "./repository-error.ts";
import type { Noun } from "./repository-error.ts";

const foreign = "FOREIGN WORDS";
const coderError = (facts: Partial<CoderErrorFacts>): CoderError =>
  new CoderError("Coder answered in its way.", {
    code: "internal",
    reason: "other",
    method: "GET",
    path: "/api/v2/workspaces/1",
    coderMessage: foreign,
    ...facts,
  });

function raised(error: unknown, noun: Noun = "agent", name: string | undefined = "ant"): unknown {
  try {
    return raiseRepositoryError(noun, name)(error);
  } catch (thrown) {
    return thrown;
  }
}

describe("raiseRepositoryError", () => {
  it.each(ErrorCode.options)("keeps the code %s, names the agent and leaves foreign text below", (code) => {
    const cause = coderError({ code });
    const error = raised(cause);

    expect(error).toBeInstanceOf(RepositoryError);
    expect(error).toMatchObject({ code, cause, message: expect.stringContaining('agent "ant"') });
    expect(error).not.toMatchObject({ message: expect.stringContaining(foreign) });
  });

  it.each([
    ["not_found", 'Coder has no agent "ant", or it is not yours to see.'],
    ["busy", 'Another build or message of agent "ant" is still in progress.'],
    ["offline", 'The coding CLI of agent "ant" cannot be reached.'],
    ["unsupported", 'This Coder does not offer what agent "ant" needs.'],
    ["unavailable", 'Coder answered in its way (asked about agent "ant").'],
  ] as const)("says of %s: %s", (code, message) => {
    expect(raised(coderError({ code }))).toMatchObject({ message });
  });

  it.each([
    ["path_apps_disabled", "switched off path-based apps"],
    ["host_refused", "AGENTAPI_ALLOWED_HOSTS"],
  ] as const)("tells an administrator's doing apart: %s", (reason, words) => {
    expect(raised(coderError({ code: "forbidden", reason }))).toMatchObject({
      message: expect.stringContaining(words),
    });
  });

  it("leaves the request to those who run the server", () => {
    const where = "GET /api/v2/workspaces, status 503, request id 7";
    const error = raised(coderError({ code: "unavailable", reason: "other", where }));

    expect(error).toMatchObject({ message: 'Coder answered in its way (asked about agent "ant").' });
    expect(error).toMatchObject({ cause: { message: `Coder answered in its way. (${where})` } });
  });

  it("repeats of a name that nothing can have only what can be read", async () => {
    const asking = Promise.reject(coderError({ code: "invalid_input", reason: "bad_name" }));
    const name = `a\u0000${"b".repeat(100)}`;

    await expect(asking.catch(raiseRepositoryError("agent", name))).rejects.toMatchObject({
      message: `Nothing can have the name of agent "a${"b".repeat(58)}…": it is empty, dots only, or has control characters.`,
    });
  });

  it("says that a version is still being imported", () => {
    const error = raised(coderError({ code: "busy", reason: "version_importing" }));

    expect(error).toMatchObject({
      message: 'The newest version of the project is still being imported, so agent "ant" cannot be built yet.',
    });
  });

  it("quotes what Coder says about its licence, and nothing else", () => {
    const error = raised(coderError({ code: "forbidden", reason: "licence", coderMessage: "Build is not permitted" }));

    expect(error).toMatchObject({ message: `Coder's licence refuses it for agent "ant": Build is not permitted` });
  });

  it("says when Coder answers again", () => {
    const error = raised(coderError({ code: "rate_limited", reason: "rate_limited", retryAfterSeconds: 37 }));

    expect(error).toMatchObject({
      code: "rate_limited",
      message: `Coder's rate limit is reached; it answers about agent "ant" again in 37 s.`,
    });
  });

  it("speaks of a thing without a name", () => {
    expect(() => raiseRepositoryError("fleet")(coderError({ code: "not_found" }))).toThrow(
      "Coder has no such fleet, or it is not yours to see.",
    );
  });

  it("lets everything else pass as it is", () => {
    const abort = new DOMException("aborted", "AbortError");

    expect(raised(abort)).toBe(abort);
  });
});

describe("isAbsent", () => {
  it.each(["not_found", "unsupported"] as const)("holds for %s of the client", (code) => {
    expect(isAbsent(coderError({ code }))).toBe(true);
  });

  it("holds for no other failure", () => {
    expect(isAbsent(coderError({ code: "forbidden" }))).toBe(false);
    expect(isAbsent(new RepositoryError("not_found", "x"))).toBe(false);
  });
});
