import { describe, expect, it } from "@jest/globals";
import { originOf } from "./origin-of.ts";

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

describe("originOf", () => {
  it("names the caller, and gives every call an id of its own", () => {
    const call = { caller: "riley", traceparent };

    const [first, second] = [originOf(call), originOf(call)];

    expect(first).toMatchObject({ actor: "riley", traceParent: traceparent });
    expect(first.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.correlationId).not.toBe(first.correlationId);
  });

  it("calls who needs no name local", () => {
    expect(originOf({ caller: "", traceparent: undefined })).toMatchObject({ actor: "local" });
  });

  it.each(["", "00-1-2-01", `${traceparent}\n`, "x".repeat(10_000)])(
    "leaves out %j, which is no trace context",
    (given) => {
      expect(originOf({ caller: "", traceparent: given })).not.toHaveProperty("traceParent");
    },
  );
});
