import { refuse } from "./parse-pattern.ts";
import type { Pattern } from "./parse-pattern.ts";
import type { Atom } from "./to-atom.ts";

/** One step of a program; `next` and `or` are places in it. */
export type Step =
  | { readonly kind: "atom"; readonly atom: Atom; readonly next: number }
  | { readonly kind: "edge"; readonly edge: "^" | "$" | "\\b" | "\\B"; readonly next: number }
  | { readonly kind: "fork"; next: number; readonly or: number }
  | { readonly kind: "match" };

/** Repetitions are written out; more steps than these would make matching slow. */
const maxSteps = 500;
/** What repeats nothing is written often and adds no step. */
const maxWritten = 10_000;
const tooLarge = "The pattern is too large once its repetitions are written out.";

/** The program of a pattern, as Thompson builds it: from `start` every way to a match is a walk through its steps. */
export function compilePattern(pattern: Pattern): { readonly steps: readonly Step[]; readonly start: number } {
  const steps: Step[] = [{ kind: "match" }];
  let written = 0;
  return { steps, start: write(pattern, 0) };

  /** Writes a part that goes on at `next`, and gives its beginning. */
  function write(part: Pattern, next: number): number {
    if (++written > maxWritten) refuse(tooLarge);
    switch (part.kind) {
      case "atom":
        return add({ kind: "atom", atom: part.atom, next });
      case "edge":
        return add({ kind: "edge", edge: part.edge, next });
      case "row":
        return part.parts.reduceRight((after, each) => write(each, after), next);
      case "choice":
        return part.parts
          .map((each) => write(each, next))
          .reduceRight((or, each) => add({ kind: "fork", next: each, or }));
      case "repeat":
        return repeat(part, next);
    }
  }

  function repeat({ part, min, max }: Extract<Pattern, { kind: "repeat" }>, next: number): number {
    if (Math.max(min, max === Number.POSITIVE_INFINITY ? 0 : max) > maxSteps) refuse("The pattern repeats too often.");
    let begin = next;
    if (max === Number.POSITIVE_INFINITY) begin = loop(part, next);
    else for (let time = min; time < max; time++) begin = add({ kind: "fork", next: write(part, begin), or: next });
    for (let time = 0; time < min; time++) begin = write(part, begin);
    return begin;
  }

  function loop(part: Pattern, next: number): number {
    const fork = { kind: "fork" as const, next, or: next };
    const place = add(fork);
    fork.next = write(part, place);
    return place;
  }

  function add(step: Step): number {
    if (steps.length >= maxSteps) refuse(tooLarge);
    return steps.push(step) - 1;
  }
}
