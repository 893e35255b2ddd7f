/** A part of a text that may be cut short: whole lines, most important first. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  /** Share of the budget that it may take before the sections after it had their turn. */
  readonly share: number;
  /** Where the rest is found, for instance `list_alerts`. */
  readonly elsewhere: string;
}

/**
 * `head` and the sections in their order, within `budget` characters together with the note on what was left out. Each section gets
 * its share first; what then is left goes to the first ones.
 */
export function fitSections(
  head: string,
  sections: readonly Section[],
  budget: number,
): { readonly text: string; readonly leftOut: string | undefined } {
  const filled = sections.filter(({ lines }) => lines.length > 0);
  const all = write(
    head,
    filled,
    filled.map(({ lines }) => lines.length),
  );
  if (all.length <= budget) return { text: all, leftOut: undefined };
  const nothing = filled.map(() => 0);
  const room = budget - noteOn(filled, nothing).length;
  const kept = fill(filled, room - write(head, filled, nothing).length, room);
  const leftOut = noteOn(filled, kept);
  return { text: write(head, filled, kept).slice(0, Math.max(0, budget - leftOut.length)), leftOut };
}

/** How many lines of each section are kept. */
function fill(sections: readonly Section[], free: number, room: number): number[] {
  const kept = sections.map(() => 0);
  let left = free;
  for (const isShared of [true, false]) {
    for (const [index, { lines, share }] of sections.entries()) {
      let used = 0;
      for (const line of lines.slice(kept[index])) {
        const cost = line.length + 1;
        if (cost > left || (isShared && used + cost > share * room)) break;
        kept[index] = (kept[index] ?? 0) + 1;
        used += cost;
        left -= cost;
      }
    }
  }
  return kept;
}

const write = (head: string, sections: readonly Section[], kept: readonly number[]): string =>
  [
    head,
    ...sections.flatMap(({ title, lines }, index) => [
      `${title} (${lines.length})${(kept[index] ?? 0) > 0 ? ":" : ""}`,
      ...lines.slice(0, kept[index]),
    ]),
  ].join("\n");

/** What is missing of each; shorter, the more is kept. */
function noteOn(sections: readonly Section[], kept: readonly number[]): string {
  const missing = sections.flatMap(({ title, lines, elsewhere }, index) => {
    const count = lines.length - (kept[index] ?? 0);
    return count > 0 ? [`${count} of "${title}" (${elsewhere})`] : [];
  });
  return missing.length === 0 ? "" : `${missing.join(", ")}.`;
}
