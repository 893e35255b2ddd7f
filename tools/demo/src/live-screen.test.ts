import { describe, expect, it } from "@jest/globals";
import { makeRow } from "../test/make-row.ts";
import { makeTerminal } from "../test/make-terminal.ts";
import { createLiveScreen } from "./live-screen.ts";

const heading = "  AGENT  STATUS    PROJECT/ROLE        SINCE     LAST TASK";
const ada = (status: string) => `  ada    ${status.padEnd(8)}  shop-backend/coder  09:30:00  -`;

describe("the live screen", () => {
  it("draws the table over itself, also when it gets shorter", () => {
    const terminal = makeTerminal(80);
    const screen = createLiveScreen(terminal);

    screen.showFleet([makeRow({ status: "busy" }), makeRow({ name: "ben" })]);
    screen.showFleet([makeRow()]);

    expect(terminal.lines()).toEqual(["", heading, ada("idle")]);
  });

  it("says above the table what is said meanwhile", () => {
    const terminal = makeTerminal(80);
    const screen = createLiveScreen(terminal);

    screen.say("Watch", "title");
    screen.showFleet([makeRow({ status: "busy" })]);
    screen.say("done", "answer");
    screen.showFleet([makeRow()]);

    expect(terminal.lines()).toEqual(["Watch", "< done", "", heading, ada("idle")]);
  });

  it("leaves a table that is kept where it is", () => {
    const terminal = makeTerminal(80);
    const screen = createLiveScreen(terminal);

    screen.showFleet([makeRow()]);
    screen.keepTable();
    screen.showFleet([]);

    expect(terminal.lines()).toEqual(["", heading, ada("idle"), "", heading, "  (none)"]);
  });

  it("colours the agents that work, rest or are broken, and no others", () => {
    const terminal = makeTerminal(80);

    createLiveScreen(terminal).showFleet([
      makeRow({ status: "busy" }),
      makeRow({ status: "idle" }),
      makeRow({ status: "failed" }),
      makeRow({ status: "stopped" }),
    ]);

    const starts = terminal.written().split("\n").slice(2, 6);
    expect(starts.map((line) => line.slice(0, 10))).toEqual([
      "  \u001b[33mada",
      "  \u001b[32mada",
      "  \u001b[31mada",
      "  ada    s",
    ]);
  });
});
