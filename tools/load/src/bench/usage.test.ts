import { describe, expect, it } from "@jest/globals";
import { usage } from "./usage.ts";

describe("usage", () => {
  it("names every measure that can be chosen", () => {
    expect(usage([{ name: "start", about: "start of the server" }])).toMatch(/^start +start of the server$/m);
  });
});
