import type { FleetRow } from "./fleet.ts";

export interface TableLine {
  readonly name: string;
  readonly status: string;
  readonly text: string;
}

/** Least widths, so that lines printed at different times stand below each other. */
const leastWidths: readonly number[] = [5, 8, 18, 8];
const heading: readonly string[] = ["AGENT", "STATUS", "PROJECT/ROLE", "SINCE", "LAST TASK"];
const gap = "  ";

/** The heading, then one line per agent; none is longer than `width`. */
export function fleetTable(
  rows: readonly FleetRow[],
  width: number,
): { readonly heading: string; readonly lines: readonly TableLine[] } {
  const cells = rows.map(cellsOf);
  const widths = leastWidths.map((least, at) => Math.max(least, ...cells.map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    cut(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join(gap)
        .trimEnd(),
      width,
    );
  return {
    heading: lineOf(heading),
    lines: rows.map(({ name, status }, at) => ({ name, status, text: lineOf(cells[at] ?? []) })),
  };
}

function cellsOf({ name, status, project, role, since, last_task, status_reason }: FleetRow): readonly string[] {
  const place = role === undefined ? project : `${project}/${role}`;
  return [name, status, place, timeOfDay(since), last_task ?? (status_reason ? `(${status_reason})` : "-")];
}

const timeOfDay = (time: string): string => /T(\d\d:\d\d:\d\d)/.exec(time)?.[1] ?? time;

const cut = (line: string, width: number): string => (line.length <= width ? line : `${line.slice(0, width - 1)}…`);
