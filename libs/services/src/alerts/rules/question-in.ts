/** How many of the last lines may hold the question: a menu or an input box often stands below it. */
const lastLines = 8;
/** A question mark, and at most an aside after it: "Go on? (default: no)". */
const asks = /[?？][\s"'”’)*_`│|]*(?:[([][^()[\]]{1,200}[)\]][\s"'*_`│|.:]*)?$/u;
const choice = /[([]\s*y(?:es)?\s*\/\s*n(?:o)?\s*[)\]]/i;

/** The question that a text ends with; undefined when its last words are none. */
export function questionIn(text: string): string | undefined {
  const lines = text
    .split("\n")
    .map(withoutFrame)
    .filter((line) => line !== "");
  const last = lines.at(-1);
  if (last === undefined) return undefined;
  if (asks.test(last) || choice.test(last)) return last;
  return lines.slice(-lastLines).findLast((line, index, tail) => asks.test(line) && isMenu(tail.slice(index + 1)));
}

/** Boxes that terminals draw around what they ask. */
const withoutFrame = (line: string): string => line.replace(/[─-╿]/gu, " ").trim();

/** Nothing but numbered choices and hints about keys, at least one of them a choice. */
const isMenu = (lines: readonly string[]): boolean =>
  lines.some((line) => numbered.test(line)) && lines.every((line) => numbered.test(line) || hint.test(line));

const numbered = /^(?:[❯›>*]\s*)?\d+[.)]\s/u;
const hint = /\b(?:esc|enter|tab|arrow)\b/i;
