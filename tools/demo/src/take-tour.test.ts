import { describe, expect, it } from "@jest/globals";
import { makeRow } from "../test/make-row.ts";
import { makeTerminal } from "../test/make-terminal.ts";
import { createPlainScreen } from "./plain-screen.ts";
import { takeTour } from "./take-tour.ts";
import type { ToolAnswer } from "./mcp-connection.ts";
import type { Step, ToolCall } from "./tour.ts";

const show: ToolCall = { tool: "show_agent", input: { agent_name: "ada" } };

const answer = (text: string): ToolAnswer => ({ text, isRefused: false, structured: {} });
const fleet = (status: string): ToolAnswer => ({
  ...answer(""),
  structured: { agents: [makeRow({ status })], total: 1 },
});

describe("takeTour", () => {
  it("says each step, its call and the answer", async () => {
    const { take, lines } = makeTour([answer("ada: idle")]);

    await take([{ title: "How is Ada?", calls: [show] }]);

    expect(lines()).toEqual(["", "1. How is Ada?", '> show_agent { agent_name: "ada" }', "< ada: idle"]);
  });

  it("looks at the fleet until nobody is busy", async () => {
    const { take, lines, asked } = makeTour([
      answer("given"),
      fleet("busy"),
      fleet("busy"),
      fleet("idle"),
      fleet("busy"),
    ]);

    await take([{ title: "Work", calls: [show], watches: "until nobody is busy" }]);

    expect(asked).toEqual(["show_agent", "list_agents", "list_agents", "list_agents"]);
    expect(
      lines()
        .filter((line) => line.startsWith("  ada"))
        .map((line) => line.slice(9, 13)),
    ).toEqual(["busy", "idle"]);
  });

  it("shows a refusal that is expected", async () => {
    const { take, lines } = makeTour([{ ...answer("busy: wait"), isRefused: true }]);

    await take([{ title: "Refused", calls: [show], isRefused: true }]);

    expect(lines().at(-1)).toBe("! busy: wait");
  });

  it.each([
    [
      "is refused",
      {},
      { ...answer("offline: gone\nNext: x"), isRefused: true },
      "show_agent was refused: offline: gone",
    ],
    ["is not refused", { isRefused: true }, answer("ada: idle"), "show_agent was not refused: ada: idle"],
  ] as const)("ends when a call %s against expectation", async (_, expectation, given, why) => {
    const { take } = makeTour([given]);

    await expect(take([{ title: "Step", calls: [show], ...expectation }])).rejects.toThrow(
      new Error(`The tour ends early: ${why}`),
    );
  });

  it("ends when the fleet cannot be seen", async () => {
    const { take } = makeTour([answer("given"), { ...answer("unavailable: Coder is down"), isRefused: true }]);

    await expect(take([{ title: "Step", calls: [show], watches: "meanwhile" }])).rejects.toThrow(
      "list_agents was refused",
    );
  });
});

/** The answers of a server, in their order. */
function makeTour(answers: readonly ToolAnswer[]) {
  const asked: string[] = [];
  const terminal = makeTerminal(80);
  const guide = {
    connection: {
      async call({ tool }: ToolCall): Promise<ToolAnswer> {
        asked.push(tool);
        const given = answers[asked.length - 1];
        if (given === undefined) throw new Error(`nobody expected ${tool}`);
        return given;
      },
    },
    screen: createPlainScreen(terminal),
    signal: new AbortController().signal,
    lookEveryMs: 1,
    pauseMs: 1,
    sleep: async () => {},
  };
  return { take: (steps: readonly Step[]) => takeTour(steps, guide), lines: terminal.lines, asked };
}
