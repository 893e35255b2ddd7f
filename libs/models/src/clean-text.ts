/** ANSI escape sequences: CSI, OSC and the two-character ones (ECMA-48 §5). */
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Characters that people do not see but models read: controls but tab and newline, bidi marks, zero-width, tags, selectors. */
const invisible =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|[\u{e0000}-\u{e01ef}]/gu;

/** Text of an agent or its machine, safe to show: no escapes, nothing invisible, no padding of the terminal's. */
export function cleanText(text: string): string {
  return text
    .replaceAll(escapes, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(invisible, "")
    .replaceAll(/[ \t]+$/gm, "")
    .replace(/^\n+|\n+$/g, "");
}

/** The same on one line, cut at `length` characters with an ellipsis. */
export function cleanLine(text: string, length: number): string {
  const line = cleanText(text).replaceAll(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
