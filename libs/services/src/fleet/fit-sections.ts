/** A part of a text that may be cut short: whole lines, most important first. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  /** How many lines there would be if all were at hand; as many as there are when absent. */
  readonly total?: number;
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
  const everything = filled.map(({ lines }) => lines.length);
  const all = write(head, filled, everything);
  const unknown = fullNote(filled, everything);
  if (all.length + unknown.length <= budget) return { text: all, leftOut: unknown || undefined };
  const nothing = filled.map(() => 0);
  const noteOn = fullNote(filled, nothing).length <= budget * largestNote ? fullNote : briefNote;
  const room = budget - noteOn(filled, nothing).length;
  const kept = fill(filled, room - head.length, room);
  const leftOut = noteOn(filled, kept);
  return { text: write(head, filled, kept).slice(0, Math.max(0, budget - leftOut.length)), leftOut };
}

/** A note that takes more than this share of the budget only counts. */
const largestNote = 1 / 3;

/** How many lines of each section are kept; the first one brings the section's title. */
function fill(sections: readonly Section[], free: number, room: number): number[] {
  const kept = sections.map(() => 0);
  let left = free;
  for (const isShared of [true, false]) {
    for (const [index, section] of sections.entries()) {
      let used = 0;
      for (const line of section.lines.slice(kept[index])) {
        const title = kept[index] === 0 ? titleOf(section).length + 1 : 0;
        const cost = title + line.length + 1;
        if (cost > left || (isShared && used + cost > section.share * room)) break;
        kept[index] = (kept[index] ?? 0) + 1;
        used += cost;
        left -= cost;
      }
    }
  }
  return kept;
}

const totalOf = ({ lines, total = lines.length }: Section): number => total;
const titleOf = (section: Section): string => `${section.title} (${totalOf(section)}):`;

const write = (head: string, sections: readonly Section[], kept: readonly number[]): string =>
  [
    head,
    ...sections.flatMap((section, index) => {
      const lines = section.lines.slice(0, kept[index]);
      return lines.length > 0 ? [titleOf(section), ...lines] : [];
    }),
  ].join("\n");

/** What is missing of each; shorter, the more is kept. */
function fullNote(sections: readonly Section[], kept: readonly number[]): string {
  return noteOf(sections, kept, ({ title, elsewhere }) => `"${title}" (${elsewhere})`);
}

function briefNote(sections: readonly Section[], kept: readonly number[]): string {
  return noteOf(sections, kept, ({ title }) => `"${title}"`);
}

function noteOf(sections: readonly Section[], kept: readonly number[], nameOf: (section: Section) => string): string {
  const missing = sections.flatMap((section, index) => {
    const count = totalOf(section) - (kept[index] ?? 0);
    return count > 0 ? [`${count} of ${nameOf(section)}`] : [];
  });
  return missing.length === 0 ? "" : `${missing.join(", ")}.`;
}
