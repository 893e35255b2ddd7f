import { describe, expect, it } from "@jest/globals";
import { parseCommand } from "./parse-command.ts";

const options = (...argv: string[]) => {
  const command = parseCommand(argv);
  return command.kind === "serve" ? command.options : command;
};
const mistake = (...argv: string[]) => {
  const command = parseCommand(argv);
  return command.kind === "mistake" ? command.message : command;
};

describe("parseCommand", () => {
  it("has a default for everything", () => {
    expect(options()).toEqual({
      port: 0,
      release: "2.31",
      agents: 0,
      isLively: true,
      latencyMs: { min: 0, max: 0 },
      timeScale: 1,
      seed: "fleet",
      user: "riley",
      rateLimit: 512,
      chats: "ready",
      faults: {},
    });
  });

  it("reads every option", () => {
    const token = `${"a".repeat(10)}-${"b".repeat(22)}`;
    const flags = ["--port=1", "--release=2.35", "--agents=9", "--still", "--latency=20-40", "--time-scale=0.5"];
    const more = [
      "--seed=x",
      "--user=sam",
      `--token=${token}`,
      "--rate-limit=0",
      "--chats=no-access",
      "--fault",
      "build-fail=0.1",
    ];

    expect(options(...flags, ...more, "--fault=slow=1:50")).toEqual({
      port: 1,
      release: "2.35",
      agents: 9,
      isLively: false,
      latencyMs: { min: 20, max: 40 },
      timeScale: 0.5,
      seed: "x",
      user: "sam",
      token,
      rateLimit: 0,
      chats: "no-access",
      faults: { "build-fail": { probability: 0.1 }, slow: { probability: 1, ms: 50 } },
    });
    expect(options("--latency=20")).toMatchObject({ latencyMs: { min: 20, max: 20 } });
    expect(parseCommand(["--help"])).toEqual({ kind: "help" });
  });

  it("says in one line what is wrong", () => {
    expect(mistake("--agents=many")).toBe("--agents must be a whole number");
    expect(mistake("--port=70000")).toBe("--port must be at most 65535");
    expect(mistake("--release=1.0")).toBe("--release must be one of 2.29, 2.31, 2.34, 2.35, 2.37");
    expect(mistake("--latency=9-1")).toBe("--latency must not end before it begins");
    expect(mistake("--latency=soon")).toBe("--latency must be milliseconds, or MIN-MAX");
    expect(mistake("--time-scale=0")).toBe("--time-scale must be a number above 0");
    expect(mistake("--chats=off")).toBe("--chats must be one of ready, no-model, no-access");
    expect(mistake("--user=root")).toBe("--user must be riley or sam");
    expect(mistake("--token=x")).toBe("--token must be 10 letters and digits, a hyphen, and 22 more");
    expect(mistake("--fault=rain=1")).toMatch(/^--fault must be KIND=PROBABILITY with one of build-fail, /);
    expect(mistake("--fault=slow=2")).toMatch(/^--fault must be KIND=PROBABILITY/);
    expect(mistake("--nope")).toMatch(/^Unknown option '--nope'/);
    expect(mistake("extra")).toMatch(/^Unexpected argument 'extra'/);
  });
});
