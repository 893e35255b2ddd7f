/** The recorded keys most alike, best first, at most three; what they share with `key` is counted word by word. */
export function nearestKeys(key: string, recorded: readonly string[]): readonly string[] {
  const wanted = words(key);
  return recorded
    .map((candidate) => ({ candidate, likeness: likeness(wanted, words(candidate)) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function words(key: string): readonly string[] {
  return key.split(/[\s/?&=,:{}"]+/).filter(Boolean);
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((word) => b.includes(word)).length;
  return (2 * shared) / (a.length + b.length);
}
