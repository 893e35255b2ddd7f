import { describe, expect, it } from "@jest/globals";
import { sizedResponse } from "./sized-response.ts";

describe("sizedResponse", () => {
  it("says how many bytes it has", async () => {
    const response = sizedResponse("naïve", { status: 404, headers: { "x-a": "1" } });

    expect(response.headers.get("content-length")).toBe("6");
    expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([404, "1", "naïve"]);
  });

  it("has no body where there is none", () => {
    const response = sizedResponse("", { status: 204 });

    expect([response.status, response.body, response.headers.has("content-length")]).toEqual([204, null, false]);
  });
});
