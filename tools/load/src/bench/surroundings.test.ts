import { describe, expect, it } from "@jest/globals";
import { surroundings } from "./surroundings.ts";

describe("surroundings", () => {
  it("names the machine, its Node and what was measured", async () => {
    expect(await surroundings(new Date("2026-01-02T03:04:05Z"))).toEqual({
      time: "2026-01-02T03:04:05.000Z",
      machine: expect.stringMatching(/^\d+ × .+, \d+ GB, \w+ .+$/),
      node: process.version,
      commit: expect.stringMatching(/^([0-9a-f]{7,}[+]?|unknown)$/),
      load: expect.any(Number),
    });
  });
});
