import { describe, expect, it } from "@jest/globals";
import { nearestKeys } from "./nearest-keys.ts";

describe("nearestKeys", () => {
  it("puts the same path with another query first and leaves out what shares nothing", () => {
    const recorded = ["PUT /a/b", "GET /api/v2/users/me", "GET /api/v2/workspaces?limit=50"];

    expect(nearestKeys("GET /api/v2/workspaces?limit=100", recorded)).toEqual([
      "GET /api/v2/workspaces?limit=50",
      "GET /api/v2/users/me",
    ]);
  });

  it("gives three at most", () => {
    expect(nearestKeys("GET /a", ["GET /b", "GET /c", "GET /d", "GET /e"])).toHaveLength(3);
  });
});
