import { describe, expect, it } from "@jest/globals";
import { ServiceError } from "@fleet-mcp/services";
import { makeLog } from "../test/make-log.ts";
import { errorResult } from "./error-result.ts";

describe("errorResult", () => {
  it("says code and message, and no next step where there is none", () => {
    const result = errorResult(new ServiceError("not_found", "There is no agent kit."), "show_agent", {
      log: makeLog(),
    });

    expect(result).toEqual({
      isError: true,
      content: [{ type: "text", text: "not_found: There is no agent kit." }],
      _meta: { "fleet-mcp/error-code": "not_found" },
    });
  });

  it("logs a refusal with its causes, for the operator", () => {
    const log = makeLog();
    const refusal = new ServiceError("unavailable", "Coder does not answer.", { cause: new Error("ECONNREFUSED") });

    errorResult(refusal, "show_agent", { log });

    expect(log.lines).toEqual([
      { level: "debug", message: "tool refused", data: { tool: "show_agent", error: refusal } },
    ]);
  });

  it("tells nothing of what is thrown by mistake, whatever it is", () => {
    const result = errorResult("token abc", "show_agent", { log: makeLog() });

    expect(result.content).toEqual([
      {
        type: "text",
        text: expect.stringMatching(
          /^internal: The server failed unexpectedly[.]\nNext: Quote reference [0-9a-f-]{36} to its operator[.]$/,
        ),
      },
    ]);
  });
});
