import { describe, expect, it } from "@jest/globals";
import { createTraceState } from "@opentelemetry/api";
import { readTraceparent, traceHeaders } from "./trace-context.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";

describe("readTraceparent", () => {
  it.each([
    [`00-${traceId}-${spanId}-01`, 1],
    [`00-${traceId}-${spanId}-00`, 0],
    [`00-${traceId}-${spanId}-03`, 1],
    [`cc-${traceId}-${spanId}-01-what-will-be`, 1],
  ])("reads %s", (text, traceFlags) => {
    expect(readTraceparent(text)).toEqual({ traceId, spanId, traceFlags, isRemote: true });
  });

  it.each([
    undefined,
    "",
    "x",
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${"0".repeat(32)}-${spanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId}-${spanId}-01\r\nx: 1`,
    ` 00-${traceId}-${spanId}-01`,
    `cc-${traceId}-${spanId}-01-${"x".repeat(10_000)}`,
  ])("takes nothing from %j", (text) => {
    expect(readTraceparent(text)).toBeUndefined();
  });
});

describe("traceHeaders", () => {
  it("writes what readTraceparent reads", () => {
    const { traceparent } = traceHeaders({ traceId, spanId, traceFlags: 1 });

    expect(readTraceparent(traceparent)).toMatchObject({ traceId, spanId, traceFlags: 1 });
  });

  it("passes the state of other vendors on", () => {
    const traceState = createTraceState("a=1,b=2");

    expect(traceHeaders({ traceId, spanId, traceFlags: 0, traceState })).toEqual({
      traceparent: `00-${traceId}-${spanId}-00`,
      tracestate: "a=1,b=2",
    });
  });
});
