import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { createLogger } from "./logger.ts";
import type { LogLevel } from "./logger.ts";

describe("createLogger", () => {
  it("writes a line of JSON: time, level, message, data", () => {
    const { log, lines } = makeLogger();

    log.info("started", { port: 3737, tags: ["a"], nothing: null });

    expect(lines).toEqual([
      '{"time":"2026-01-01T00:00:00.000Z","level":"info","message":"started","port":3737,"tags":["a"],"nothing":null}\n',
    ]);
  });

  it.each([
    ["silent", []],
    ["error", ["error"]],
    ["warn", ["error", "warn"]],
    ["info", ["error", "warn", "info"]],
    ["debug", ["error", "warn", "info", "debug"]],
  ] as const)("writes at level %s the lines %j", (level, expected) => {
    const { log, parsed } = makeLogger({ level });

    log.error("error");
    log.warn("warn");
    log.info("info");
    log.debug("debug");

    expect(parsed().map(({ message }) => message)).toEqual(expected);
  });

  it("writes an error with its plain fields and its causes, wherever it is", () => {
    const { log, parsed } = makeLogger();
    const cause = Object.assign(new TypeError("fetch failed"), { code: "ECONNREFUSED" });
    const error = Object.assign(new Error("Coder is away.", { cause }), {
      status: 502,
      request: { headers: "cookie" },
    });

    log.error("failed", { tried: [{ error }] });

    expect(parsed()[0]?.["tried"]).toEqual([
      {
        error: {
          name: "Error",
          message: "Coder is away.",
          status: 502,
          stack: expect.stringContaining("logger.test.ts"),
          cause: {
            name: "TypeError",
            message: "fetch failed",
            code: "ECONNREFUSED",
            stack: expect.stringContaining("fetch failed"),
          },
        },
      },
    ]);
  });

  it("redacts secrets in every spelling, in messages, data, keys and stacks", () => {
    const secret = 'pa"ss/word';
    const { log, lines } = makeLogger({ secrets: [secret, ""] });

    log.error(`with ${secret}`, {
      [secret]: secret,
      url: `https://coder.example.com/?t=${encodeURIComponent(secret)}`,
      error: new Error(`bad ${secret}`),
    });

    expect(lines[0]).not.toMatch(/pa.{1,3}ss/);
    expect(lines[0]?.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it("writes what JSON cannot: circles, deep nests, big numbers", () => {
    const { log, parsed } = makeLogger();
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    const looped = new Error("looped");
    looped.cause = looped;
    const shared = { a: 1 };
    const deep = Array.from({ length: 30 }).reduce<unknown>((inner) => ({ inner }), "bottom");

    log.info("odd", { circle, looped, big: 5n, twice: [shared, shared], deep });

    expect(parsed()[0]).toMatchObject({
      circle: { name: "circle", self: "[circular]" },
      big: "5",
      twice: [{ a: 1 }, { a: 1 }],
    });
    expect(JSON.stringify(parsed()[0]?.["deep"])).toContain("[too deep]");
    expect(JSON.stringify(parsed()[0]?.["looped"])).toContain("[too deep]");
  });
});

function makeLogger({ level = "debug", secrets = [] }: { level?: LogLevel; secrets?: readonly string[] } = {}) {
  const lines: string[] = [];
  const log = createLogger({ level, secrets, clock: createFakeClock(), write: (line) => lines.push(line) });
  return { log, lines, parsed: () => lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}
