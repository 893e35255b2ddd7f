import { describe, expect, it } from "@jest/globals";
import { isLoopback } from "./is-loopback.ts";

describe("isLoopback", () => {
  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("holds for %s", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(["0.0.0.0", "::", "192.0.2.1", "127.example.com", "localhost.example.com", ""])("not for %j", (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
