import { ServiceError } from "../../service-error.ts";
import { toAtom } from "./to-atom.ts";
import type { Atom } from "./to-atom.ts";

/** A regular expression as a tree. */
export type Pattern =
  | { readonly kind: "atom"; readonly atom: Atom }
  | { readonly kind: "edge"; readonly edge: "^" | "$" | "\\b" | "\\B" }
  | { readonly kind: "row"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly parts: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly part: Pattern; readonly min: number; readonly max: number };

const maxPatternLength = 200;
const endless = Number.POSITIVE_INFINITY;

/** One thing that matches a character, or an edge: an escape, a class, or a plain character. */
const single =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|.)|\[(?:\\.|[^\]\\])*\]|[^()|*+?{}[\]\\]/suy;
const quantifier = /(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/y;

/** Reads what JavaScript would; throws `invalid_input` for what is no pattern, and for what cannot be matched in linear time. */
export function parsePattern(source: string, flags: string): Pattern {
  if (source.length > maxPatternLength)
    refuse(`The pattern has ${source.length} characters; at most ${maxPatternLength} are accepted.`);
  checkSyntax(source);
  let at = 0;
  return choice();

  function choice(): Pattern {
    const parts = [row()];
    while (source[at] === "|") {
      at++;
      parts.push(row());
    }
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: "choice", parts };
  }

  function row(): Pattern {
    const parts: Pattern[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(part()));
    return { kind: "row", parts };
  }

  function part(): Pattern {
    if (source[at] === "(") return group();
    const text = take(single)?.[0] ?? refuse("The pattern cannot be read.");
    if (text === "^" || text === "$" || text === "\\b" || text === "\\B") return { kind: "edge", edge: text };
    if (/^\\[1-9k]/.test(text)) refuse("The pattern refers back to a group.");
    return { kind: "atom", atom: toAtom(text, flags) };
  }

  function group(): Pattern {
    const [opening = "("] = take(/\((?:\?:|\?<\w+>)?/y) ?? [];
    if (source[at] === "?") refuse("The pattern looks ahead or behind, or changes flags within.");
    const inner = choice();
    at++;
    return opening === "" ? refuse("The pattern cannot be read.") : inner;
  }

  function repeated(part: Pattern): Pattern {
    const found = take(quantifier);
    if (!found) return part;
    const [, sign, least = "", comma, most = ""] = found;
    if (sign) return { kind: "repeat", part, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : endless };
    const unlimited = comma ? endless : Number(least);
    return { kind: "repeat", part, min: Number(least), max: most === "" ? unlimited : Number(most) };
  }

  function take(what: RegExp): RegExpExecArray | undefined {
    what.lastIndex = at;
    const found = what.exec(source) ?? undefined;
    if (found) at = what.lastIndex;
    return found;
  }
}

function checkSyntax(source: string): void {
  try {
    new RegExp(source, "u");
  } catch {
    refuse("The pattern is no regular expression of JavaScript's.");
  }
}

export function refuse(message: string): never {
  throw new ServiceError("invalid_input", message, {
    hint: "Groups, choices, classes, repetitions and edges are understood: /error: .*time(out|d out)/i. Or give contains as plain text.",
  });
}
