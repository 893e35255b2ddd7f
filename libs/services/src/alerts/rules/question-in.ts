/** How many of the last lines may hold the question: options, each with a word about it, often stand below it. */
const lastLines = 24;
/** A question mark of any script, and at most an aside after it: "Go on? (default: no)". */
const asks =
  /[?？؟\u037e⁇⁈⁉‽][\s!'"”’»」』)*_`|\p{Extended_Pictographic}\u{fe0f}]*(?:[([][^()[\]]{1,200}[)\]][\s"'*_`|.:]*)?$/u;
const choice = /[([]\s*y(?:es)?\s*\/\s*n(?:o)?\s*[)\]]|\by(?:es)?\/no?\s*:?$/i;

/** The question that a text ends with; undefined when its last words are none. */
export function questionIn(text: string): string | undefined {
  const lines = text
    .split("\n")
    .map(withoutFrame)
    .filter((line) => !empty.test(line));
  const last = lines.at(-1)?.trim();
  if (last === undefined) return undefined;
  if (asks.test(last) || choice.test(last)) return last;
  return lines
    .slice(-lastLines)
    .findLast((line, index, tail) => asks.test(line) && areOptions(tail.slice(index + 1)))
    ?.trim();
}

/** Boxes that terminals draw around what they ask. */
const withoutFrame = (line: string): string => line.replace(/[─-╿]/gu, " ").trimEnd();
/** Nothing, or the prompt of an input box. */
const empty = /^\s*[>❯›]?\s*$/u;

/** Nothing but options, words about each, and hints about keys; at least one of them an option. */
const areOptions = (lines: readonly string[]): boolean =>
  lines.some((line) => option.test(line)) &&
  lines.every((line) => option.test(line) || indented.test(line) || hint.test(line));

const option = /^\s*(?:[❯›>]\s*)?(?:\*\*)?(?:[-*•–]|\(?(?:\d{1,2}|[a-z])[.)])(?:\*\*)?\s/iu;
const indented = /^\s{2,}/u;
const hint = /\b(?:esc|enter|tab|arrow)\b/i;
