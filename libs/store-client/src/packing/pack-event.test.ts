import { describe, expect, it } from "@jest/globals";
import { packData } from "./pack-data.ts";
import { packEvent, unpackEvent } from "./pack-event.ts";

describe("packEvent", () => {
  it.each([
    {},
    { causation_id: "call-1" },
    { trace_parent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
    { causation_id: "call-1", trace_parent: "00-aa-bb-01" },
  ])("gives back data with %j", (context) => {
    const packed = packEvent(context, JSON.stringify({ status: "idle" }), 0);

    expect(unpackEvent(packed, 0)).toEqual({ data: { status: "idle" }, ...context });
  });

  it("refuses a context that is none", () => {
    expect(() => unpackEvent(packData('[{},{"causation_id":7}]', 0), 0)).toThrow();
  });
});
