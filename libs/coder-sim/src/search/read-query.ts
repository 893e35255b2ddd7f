import { refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";

export type ReadQuery = { readonly terms: ReadonlyMap<string, string> } | { readonly refused: SimAnswer };

/**
 * Reads `q` as Coder does: `key:value` terms in lower case, values with spaces in quotes, bare words under `bareKey`.
 * A key that the noun does not know is refused.
 */
export function readQuery(q: string | null, noun: string, bareKey: string, keys: readonly string[]): ReadQuery {
  const words = (q ?? "").toLowerCase().match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const terms = words.map((word): readonly [string, string] => {
    const [, key, value] = /^([^:"]+):(.*)$/.exec(word) ?? [];
    return key === undefined ? [bareKey, unquoted(word)] : [key, unquoted(value ?? "")];
  });
  const unknown = terms.filter(([key]) => !keys.includes(key));
  if (unknown.length === 0) return { terms: new Map(terms) };
  const validations = unknown.map(([field]) => ({ field, detail: `"${field}" is not a valid query param` }));
  return { refused: refusal(400, `Invalid ${noun} search query.`, { validations }) };
}

const unquoted = (word: string) => word.replaceAll('"', "");
