import { describe, expect, it } from "@jest/globals";
import { untilAborted } from "./until-aborted.ts";

describe("untilAborted", () => {
  it("gives what the work gives, or why it failed", async () => {
    const { signal } = new AbortController();

    await expect(untilAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(untilAborted(Promise.reject(new Error("failed")), signal)).rejects.toThrow("failed");
  });

  it("ends at the abort although the work goes on for ever", async () => {
    const abort = new AbortController();
    const work = untilAborted(new Promise(() => {}), abort.signal);

    abort.abort(new Error("enough"));

    await expect(work).rejects.toThrow("enough");
  });
});
