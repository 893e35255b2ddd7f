import type { Query } from "../db.ts";

/** The number of a word that repeats in many events. */
export type IdOfWord = (query: Query, word: string) => Promise<number>;

/** Numbers of words, remembered once they are committed: what is rolled back has not got its number. */
export function createWords() {
  const known = new Map<string, number>();
  return { keep };

  async function keep<T>(write: (idOf: IdOfWord) => Promise<T>): Promise<T> {
    const learned = new Map<string, number>();
    const result = await write(async (query, word) => {
      const id = known.get(word) ?? learned.get(word) ?? (await numbered(query, word));
      learned.set(word, id);
      return id;
    });
    for (const [word, id] of learned) known.set(word, id);
    return result;
  }
}

async function numbered(query: Query, word: string): Promise<number> {
  await query("INSERT INTO words (word) VALUES (?) ON CONFLICT (word) DO NOTHING", word);
  const [row] = await query("SELECT id FROM words WHERE word = ?", word);
  return Number(row?.["id"]);
}
