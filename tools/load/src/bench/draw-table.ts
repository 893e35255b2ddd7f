/** Rows of cells below a head, in columns as wide as they need, two spaces apart. The named columns are set right. */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly string[] = [],
): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const draw = (cells: readonly string[]) =>
    head.map((title, column) => aligned(cells[column] ?? "", widths[column] ?? 0, numeric.includes(title))).join("  ");
  return [draw(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(draw)]
    .map((line) => line.trimEnd())
    .join("\n");
}

const aligned = (cell: string, width: number, isRight: boolean) =>
  isRight ? cell.padStart(width) : cell.padEnd(width);
