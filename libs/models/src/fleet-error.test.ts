import { describe, expect, it } from "@jest/globals";
import { ErrorCode, FleetError } from "./fleet-error.ts";

class LayerError extends FleetError {}

describe("FleetError", () => {
  it("carries code, message, hint and cause under the name of its layer", () => {
    const cause = new Error("below");
    const error = new LayerError("busy", "Agent ant is busy.", { hint: "Wait.", cause });

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "LayerError", code: "busy", message: "Agent ant is busy.", hint: "Wait." });
    expect(error.cause).toBe(cause);
  });

  it("needs neither hint nor cause", () => {
    expect(new LayerError("internal", "x").hint).toBeUndefined();
  });
});

describe("ErrorCode", () => {
  it("is a closed list", () => {
    expect(ErrorCode.options).toHaveLength(14);
    expect(ErrorCode.safeParse("conflict").success).toBe(false);
  });
});
