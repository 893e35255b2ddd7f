import { describe, expect, it } from "@jest/globals";
import { runCommand } from "./run-command.ts";
import { startCoderSim } from "./start-coder-sim.ts";

function run(argv: readonly string[], signal: AbortSignal = AbortSignal.abort()) {
  const [said, complained]: [string[], string[]] = [[], []];
  const surroundings = {
    signal,
    say: (line: string) => said.push(line),
    complain: (line: string) => complained.push(line),
  };
  return { said, complained, code: runCommand(argv, surroundings) };
}

describe("the command", () => {
  it("prints one line with address and token, serves, and ends cleanly at the signal", async () => {
    const ending = new AbortController();
    const { said, complained, code } = run(["--agents", "3"], ending.signal);
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [, url, token = ""] =
      /^CODER_URL=(http:\/\/127\.0\.0\.1:\d+) CODER_SESSION_TOKEN=(\S+)$/.exec(said[0] ?? "") ?? [];

    const answer = await fetch(`${url}/api/v2/workspaces`, { headers: { "coder-session-token": token } });
    ending.abort();

    expect(await answer.json()).toMatchObject({ count: 3 });
    expect(await code).toBe(0);
    expect([said.length, complained]).toEqual([1, []]);
  });

  it("ends at once when the signal has come before", async () => {
    expect(await run([]).code).toBe(0);
  });

  it("shows its options", async () => {
    const { said, code } = run(["--help"]);

    expect(await code).toBe(0);
    expect(said[0]).toContain("--time-scale");
  });

  it("ends with 2 for bad options and with 1 for a port that is taken, in one line", async () => {
    const { port, close } = await startCoderSim();
    const [bad, taken] = [run(["--agents", "x"]), run(["--port", String(port)])];

    expect(await bad.code).toBe(2);
    expect(bad.complained).toEqual(["coder-sim: --agents must be a whole number (--help lists the options)"]);
    expect(await taken.code).toBe(1);
    expect(taken.complained[0]).toMatch(/^coder-sim: .*EADDRINUSE/);
    await close();
  });
});
