import { describe, expect, it } from "@jest/globals";
import { makeRow } from "../test/make-row.ts";
import { createPlainScreen } from "./plain-screen.ts";

describe("the plain screen", () => {
  it("writes of a table only what has changed", () => {
    const { screen, written } = makeScreen();

    screen.showFleet([makeRow(), makeRow({ name: "ben" })]);
    screen.showFleet([makeRow(), makeRow({ name: "ben", status: "busy" })]);
    screen.showFleet([makeRow(), makeRow({ name: "ben", status: "busy" })]);
    screen.showFleet([makeRow()]);

    expect(written()).toEqual([
      "  AGENT  STATUS    PROJECT/ROLE        SINCE     LAST TASK",
      "  ada    idle      shop-backend/coder  09:30:00  -",
      "  ben    idle      shop-backend/coder  09:30:00  -",
      "  ben    busy      shop-backend/coder  09:30:00  -",
      "  ben is no longer listed",
    ]);
  });

  it("begins a new table after the last one was kept", () => {
    const { screen, written } = makeScreen();

    screen.showFleet([makeRow()]);
    screen.keepTable();
    screen.showFleet([makeRow()]);

    expect(written().slice(0, 2)).toEqual(written().slice(2));
  });

  it("uses neither colours nor more than 79 columns when it knows no width", () => {
    const { screen, written } = makeScreen();

    screen.say("word ".repeat(40), "refusal");
    screen.showFleet([makeRow({ last_task: "word ".repeat(40) })]);

    expect(Math.max(...written().map(({ length }) => length))).toBe(79);
    expect(written().join()).not.toContain("\u001b");
  });

  it.each([
    [41, 40],
    [300, 110],
    [0, 79],
    [3, 20],
  ])("on %i columns writes at most %i", (columns, most) => {
    const { screen, written } = makeScreen(columns);

    screen.say("x".repeat(400));

    expect(Math.max(...written().map(({ length }) => length))).toBe(most);
  });
});

function makeScreen(columns?: number) {
  let text = "";
  const write = (more: string) => void (text += more);
  return { screen: createPlainScreen({ columns, write }), written: () => text.split("\n").slice(0, -1) };
}
