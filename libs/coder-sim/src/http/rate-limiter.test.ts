import { describe, expect, it } from "@jest/globals";
import { createRateLimiter } from "./rate-limiter.ts";

describe("createRateLimiter", () => {
  it("counts by caller and path, and refuses with Retry-After", () => {
    const count = createRateLimiter(2);

    expect(count("riley", "/tasks", 0)).toEqual({
      isRefused: false,
      headers: { "x-ratelimit-limit": "2", "x-ratelimit-remaining": "1", "x-ratelimit-reset": "60" },
    });
    count("riley", "/tasks", 0);
    expect(count("riley", "/tasks", 59_999)).toMatchObject({ isRefused: true, headers: { "retry-after": "60" } });
    expect(count("riley", "/templates", 59_999).isRefused).toBe(false);
    expect(count("sam", "/tasks", 59_999).isRefused).toBe(false);
  });

  it("forgets at the end of the minute", () => {
    const count = createRateLimiter(1);
    count("riley", "/tasks", 0);

    expect(count("riley", "/tasks", 59_999).isRefused).toBe(true);
    expect(count("riley", "/tasks", 60_000).isRefused).toBe(false);
  });

  it("knows no limit when the limit is not positive", () => {
    expect(createRateLimiter(0)("riley", "/tasks", 0)).toEqual({ isRefused: false, headers: {} });
  });
});
