/** The last lines of a text, without colours, blank lines at the ends and overlong lines; says how many it left out. */
export function lastLines(text: string, limit: number): readonly string[] {
  const lines = text.replace(escapes, "").trim().split("\n").map(shortened);
  if (lines.length <= limit) return lines;
  return [`… ${lines.length - limit} lines left out`, ...lines.slice(-limit)];
}

// oxlint-disable-next-line no-control-regex -- escape sequences are what it is for
const escapes = /\u001b\[[\d;]*[A-Za-z]/g;

const shortened = (line: string) => (line.length > 300 ? `${line.slice(0, 300)}…` : line);
