import { styleText } from "node:util";
import { fleetTable } from "./fleet-table.ts";
import type { TableLine } from "./fleet-table.ts";
import { markedLines } from "./marked-lines.ts";
import { screenWidth } from "./screen-width.ts";
import type { Output, Screen } from "./screen.ts";

const indent = "  ";

/** For a terminal: in colour, the table drawn over itself and always below what is said. */
export function createLiveScreen(output: Output): Screen {
  /** Lines of the table that may be drawn over. */
  let drawn: readonly string[] = [];
  return {
    say(text, kind = "note") {
      redraw(markedLines(text, kind, screenWidth(output), true), drawn);
    },
    showFleet(fleet) {
      const { heading, lines } = fleetTable(fleet, screenWidth(output) - indent.length);
      const body = lines.length === 0 ? ["(none)"] : lines.map(paint);
      redraw([], ["", ...[heading, ...body].map((line) => indent + line)]);
    },
    keepTable() {
      drawn = [];
    },
  };

  /** One write, so that nothing flickers: up to the first line of the table, clear from there on, write both. */
  function redraw(said: readonly string[], table: readonly string[]): void {
    const erase = drawn.length === 0 ? "" : `\u001b[${drawn.length}A\r\u001b[J`;
    output.write(erase + [...said, ...table].map((line) => `${line}\n`).join(""));
    drawn = table;
  }
}

const colours: Readonly<Record<string, "green" | "yellow" | "red">> = {
  idle: "green",
  busy: "yellow",
  failed: "red",
  offline: "red",
};

function paint({ status, text }: TableLine): string {
  const colour = colours[status];
  return colour === undefined ? text : styleText(colour, text, { validateStream: false });
}
