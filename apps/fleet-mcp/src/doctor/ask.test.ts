import { ServiceError } from "@fleet-mcp/services";
import { describe, expect, it } from "@jest/globals";
import { ask } from "./ask.ts";

describe("ask", () => {
  it("brings the answer", async () => {
    await expect(ask(() => Promise.resolve(42))).resolves.toEqual({ isKnown: true, answer: 42 });
  });

  it("tells a refusal by its code and in its words", async () => {
    const refused = () => Promise.reject(new ServiceError("forbidden", "It is not allowed."));

    await expect(ask(refused)).resolves.toEqual({ isKnown: false, code: "forbidden", why: "It is not allowed" });
  });

  it("gives up on what hangs", async () => {
    const hangs = ({ signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

    await expect(ask(hangs, 10)).resolves.toEqual({ isKnown: false, code: "timeout", why: "no answer within 0.01 s" });
  });

  it("does not hide a fault of its own", async () => {
    const fault = new TypeError("not a function");

    await expect(ask(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});
