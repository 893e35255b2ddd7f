import { describe, expect, it } from "@jest/globals";
import { silentLogger } from "./silent-logger.ts";

describe("silentLogger", () => {
  it("takes every message and answers nothing", () => {
    const answers = [
      silentLogger.debug("a"),
      silentLogger.info("b", { agent: "ant" }),
      silentLogger.warn("c"),
      silentLogger.error("d", { error: new Error("broken") }),
    ];

    expect(answers).toEqual([undefined, undefined, undefined, undefined]);
  });
});
