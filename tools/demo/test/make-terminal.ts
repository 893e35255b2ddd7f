/** What the tour writes: text, line ends, cursor up, erase from there on, and colours. */
const parts = new RegExp(String.raw`\u001b\[(\d+)A|(\u001b\[J)|(\n)|([^\u001b\n\r]+)|\u001b\[\d+m|\r`, "g");

/** A terminal of this width, as far as the tour uses one; `lines` is what is on it, without colours. */
export function makeTerminal(columns: number) {
  const lines = [""];
  let written = "";
  let row = 0;
  return {
    columns,
    isTTY: true,
    write(text: string): void {
      written += text;
      for (const [, up, erase, end, line] of text.matchAll(parts)) {
        if (up !== undefined) row -= Number(up);
        if (erase !== undefined) lines.splice(row, Number.POSITIVE_INFINITY, "");
        if (end !== undefined) lines[(row += 1)] = "";
        if (line !== undefined) lines[row] += line;
      }
    },
    lines: () => lines.slice(0, -1),
    written: () => written,
  };
}
