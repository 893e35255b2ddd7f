/** Columns of the terminal the coding CLI runs in. */
const width = 80;

/** Text as a terminal shows it: wrapped at its width, every line padded to it. */
export function terminalScreen(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .flatMap(wrap)
    .map((line) => line.padEnd(width))
    .join("\n");
}

function wrap(line: string): readonly string[] {
  return line.length <= width ? [line] : [line.slice(0, width), ...wrap(line.slice(width))];
}
