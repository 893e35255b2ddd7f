import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { createLogger } from "./logger.ts";
import type { LogLevel } from "./logger.ts";

/** A secret that JSON and addresses write otherwise than it is. */
const token = 'pa"ss/word';

describe("createLogger", () => {
  it("writes a line of JSON: level, time, data, message", () => {
    const { log, lines } = makeLogger();

    log.info("started", { port: 3737, tags: ["a"], nothing: null });

    expect(lines).toEqual([
      '{"level":"info","time":"2026-01-01T00:00:00.000Z","port":3737,"tags":["a"],"nothing":null,"message":"started"}\n',
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
    const { log, lines } = makeLogger({ secrets: [token, ""] });

    log.error(`with ${token}`, {
      [token]: token,
      url: `https://coder.example.com/?t=${encodeURIComponent(token)}`,
      error: new Error(`bad ${token}`),
    });

    expect(lines[0]).not.toMatch(/pa.{1,3}ss/);
    expect(lines[0]?.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ["the message of an error", { error: new Error(`GET with ${token} failed`) }],
    ["the cause of an error", { error: new Error("failed", { cause: new Error(`with ${token}`) }) }],
    ["a field of an error", { error: Object.assign(new Error("failed"), { url: `https://x.example/?t=${token}` }) }],
    ["an address", { url: new URL(`https://coder.example.com/?token=${token}`) }],
    ["JSON in a text", { body: JSON.stringify({ given: token }) }],
    ["a nested object", { request: { options: { tried: [{ value: token }] } } }],
    ["the name of a field", { [token]: true }],
  ])("redacts a secret in %s", (_place, data) => {
    const { log, lines } = makeLogger({ secrets: [token] });

    log.error("failed", data);

    expect(lines.join("")).not.toMatch(/pa.{0,6}ss/);
    expect(lines.join("")).toContain("[redacted]");
  });

  it.each([
    ["token", { token: "unknown" }],
    ["token, one level down", { coder: { token: "unknown" } }],
    ["authorization, two levels down", { request: { sent: { authorization: "Bearer unknown" } } }],
    ["cookie", { request: { cookie: "coder_session_token=unknown" } }],
    ["coder-session-token", { request: { "coder-session-token": "unknown" } }],
    ["headers", { request: { headers: { anything: "unknown" } } }],
    ["headers on top", { headers: { anything: "unknown" } }],
  ])("redacts %s by its name, also when its value is no known secret", (_name, data) => {
    const { log, lines } = makeLogger();

    log.info("asked", data);

    expect(lines.join("")).not.toContain("unknown");
    expect(lines.join("")).toContain("[redacted]");
  });

  it("leaves what it was given as it was", () => {
    const { log } = makeLogger();
    const data = { request: { token: "kept" } };

    log.info("asked", data);

    expect(data).toEqual({ request: { token: "kept" } });
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
    expect(parsed()[0]?.["looped"]).toMatchObject({ message: "looped", cause: "[circular]" });
  });
});

function makeLogger({ level = "debug", secrets = [] }: { level?: LogLevel; secrets?: readonly string[] } = {}) {
  const lines: string[] = [];
  const log = createLogger({ level, secrets, clock: createFakeClock(), write: (line) => lines.push(line) });
  return { log, lines, parsed: () => lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}
