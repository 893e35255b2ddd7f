/** Numbers, ids and choices that are the same for the same seed (mulberry32 over an FNV-1a hash of the seed). */
export function createRandom(seed: string) {
  let state = hash(seed);
  return { next, between, chance, pick, uuid, letters };

  /** From 0 to below 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }

  function chance(probability: number): boolean {
    return next() < probability;
  }

  function pick<const Item>(items: readonly [Item, ...Item[]]): Item {
    return items[between(0, items.length - 1)] ?? items[0];
  }

  function uuid(): string {
    const hex = Array.from({ length: 4 }, () => between(0, 0xffffffff).toString(16).padStart(8, "0")).join("");
    const variant = "89ab"[between(0, 3)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  function letters(length: number): string {
    return Array.from({ length }, () => alphabet[between(0, alphabet.length - 1)]).join("");
  }
}
export type Random = ReturnType<typeof createRandom>;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
