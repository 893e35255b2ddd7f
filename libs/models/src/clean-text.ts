/**
 * ANSI escape sequences (ECMA-48 §5): CSI; OSC and the other strings with what they carry; character sets; the short ones
 * that terminals use.
 */
const escapes =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]+[0-~]|[78=>c@-Z\\])/g;
/** Characters that people do not see but models read: controls but tab and newline, bidi marks, zero-width, tags, selectors. */
const invisible =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e01ef}]/gu;

/** Text of an agent or its machine, safe to show: no escapes, nothing invisible, no padding of the terminal's. */
export function cleanText(text: string): string {
  const lines = text
    .replaceAll(escapes, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(invisible, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const isFilled = (line: string): boolean => line !== "";
  return lines.slice(Math.max(0, lines.findIndex(isFilled)), lines.findLastIndex(isFilled) + 1).join("\n");
}

/** The same on one line, cut at `length` characters with an ellipsis. */
export function cleanLine(text: string, length: number): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ").trim();
  return line.length > length ? `${withoutHalf(line.slice(0, length - 1))}…` : line;
}

/** A cut through a character outside the basic plane leaves half of it behind. */
const withoutHalf = (text: string): string => text.replace(/[\ud800-\udbff]$/, "");
