import type { Step } from "./compile-pattern.ts";

interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** How many characters are looked at before somebody may call a halt. */
const stride = 256;

/**
 * Whether the program matches anywhere in a line. All ways are walked at the same time, each step at most once per character, so
 * the time grows with the line and never with its powers. `onStride` may throw to end it.
 */
export function findInLine({ steps, start }: Program, line: string, onStride: () => void): boolean {
  const characters = [...line];
  const seenAt = new Int32Array(steps.length).fill(-1);
  let places: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    if (at % stride === 0) onStride();
    places.push(start);
    const next: number[] = [];
    if (advance(places, at, next)) return true;
    places = next;
  }
  return false;

  /** Walks on from these places over one character, into `next`; true at a match. */
  function advance(open: number[], at: number, next: number[]): boolean {
    const character = characters[at];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const step = steps[place];
      if (!step || seenAt[place] === at) continue;
      seenAt[place] = at;
      if (step.kind === "match") return true;
      if (step.kind === "fork") open.push(step.or, step.next);
      else if (step.kind === "edge") {
        if (isEdge(step.edge, characters[at - 1], character)) open.push(step.next);
      } else if (character !== undefined && step.atom(character)) next.push(step.next);
    }
    return false;
  }
}

function isEdge(edge: "^" | "$" | "\\b" | "\\B", before: string | undefined, after: string | undefined): boolean {
  if (edge === "^") return before === undefined;
  if (edge === "$") return after === undefined;
  return (isWord(before) !== isWord(after)) === (edge === "\\b");
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);
