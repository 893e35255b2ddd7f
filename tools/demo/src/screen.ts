import type { FleetRow } from "./fleet.ts";
import { fleetTable } from "./fleet-table.ts";
import { wrapText } from "./wrap-text.ts";

/** Where the tour is shown; a terminal has columns. */
export interface Output {
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Screen {
  /** Text that stays. Lines after the first are indented as far as its mark is long. */
  say(text: string, style?: { readonly mark?: string; readonly paint?: Paint }): void;
  /** Draws the fleet: in place while nobody has called `keepTable`; line by line, as lines change, without a terminal. */
  showFleet(fleet: readonly FleetRow[]): void;
  /** What is drawn stays as it is; the next table is a new one. */
  keepTable(): void;
}

export type Paint = (text: string) => string;

const indent = "  ";
const usualWidth = 80;
/** Longer lines are hard to read. */
const widest = 110;

/** `isLive`: cursor movements and colours may be used. */
export function createScreen(output: Output, isLive: boolean): Screen {
  /** Lines of the table that are drawn and may be drawn over. */
  let drawn: readonly string[] = [];
  let known: ReadonlyMap<string, string> | undefined;
  return { say, showFleet, keepTable };

  function say(text: string, { mark = "", paint }: { readonly mark?: string; readonly paint?: Paint } = {}): void {
    const lines = wrapText(text, width() - mark.length).map((line, at) =>
      `${at === 0 ? mark : " ".repeat(mark.length)}${paint && isLive ? paint(line) : line}`.trimEnd(),
    );
    output.write(`${erase()}${[...lines, ...drawn].join("\n")}\n`);
  }

  function showFleet(fleet: readonly FleetRow[]): void {
    const { heading, lines } = fleetTable(fleet, width() - indent.length);
    if (isLive) {
      const before = erase();
      drawn = ["", `${indent}${heading}`, ...lines.map(({ text }) => `${indent}${text}`)];
      output.write(`${before}${drawn.join("\n")}\n`);
      return;
    }
    const before = known ?? new Map<string, string>();
    const after = new Map(lines.map(({ name, text }) => [name, text]));
    const changed = lines.filter(({ name, text }) => before.get(name) !== text).map(({ text }) => text);
    const gone = [...before.keys()]
      .filter((name) => !after.has(name))
      .map((name) => `${name.padEnd(6)}  no longer listed`);
    const fresh = [...(known === undefined ? [heading] : []), ...changed, ...gone];
    known = after;
    if (fresh.length > 0) output.write(`${fresh.map((line) => `${indent}${line}`).join("\n")}\n`);
  }

  function keepTable(): void {
    drawn = [];
    known = undefined;
  }

  /** Back to the first line of the table, and everything from there on cleared. */
  function erase(): string {
    return drawn.length === 0 ? "" : `\u001b[${drawn.length}A\r\u001b[0J`;
  }

  /** One column stays free: some terminals wrap when the last one is written. */
  function width(): number {
    return Math.max(40, Math.min(widest, (output.columns ?? usualWidth) - 1));
  }
}
