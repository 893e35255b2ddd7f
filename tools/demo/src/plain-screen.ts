import { fleetTable } from "./fleet-table.ts";
import { markedLines } from "./marked-lines.ts";
import { screenWidth } from "./screen-width.ts";
import type { Output, Screen } from "./screen.ts";

const indent = "  ";

/** Text and nothing else: of a table only what has changed is written, below what was. */
export function createPlainScreen(output: Output): Screen {
  /** The lines of the table by agent, as last written. */
  let written: ReadonlyMap<string, string> | undefined;
  return {
    say(text, kind = "note") {
      write(markedLines(text, kind, screenWidth(output), false));
    },
    showFleet(fleet) {
      const { heading, lines } = fleetTable(fleet, screenWidth(output) - indent.length);
      const before = written ?? new Map<string, string>();
      const after = new Map(lines.map(({ name, text }) => [name, text]));
      const changed = lines.filter(({ name, text }) => before.get(name) !== text).map(({ text }) => text);
      const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => `${name} is no longer listed`);
      write([...(written === undefined ? [heading] : []), ...changed, ...gone].map((line) => indent + line));
      written = after;
    },
    keepTable() {
      written = undefined;
    },
  };

  function write(lines: readonly string[]): void {
    output.write(lines.map((line) => `${line}\n`).join(""));
  }
}
