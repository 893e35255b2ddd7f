/** Whether one character fits. */
export type Atom = (character: string) => boolean;

/** What matches a single character, by JavaScript's own rules; each character is looked at once. */
export function toAtom(source: string, flags: string): Atom {
  const one = new RegExp(`^(?:${source})$`, flags);
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? one.test(character);
    known.set(character, answer);
    return answer;
  };
}
