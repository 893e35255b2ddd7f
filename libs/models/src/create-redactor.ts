/** The same text without the secrets it was made for. */
export type Redact = (text: string) => string;

/**
 * Finds secrets as they are, as JSON writes them (also JSON in JSON) and as addresses write them, and what is left of one where a text was
 * cut: a beginning before an ellipsis or a quotation mark, an end where the text begins.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const spellings = secrets.filter(({ length }) => length >= shortestSecret).flatMap(spellingsOf);
  // The longest first: one secret may begin with another.
  const distinct = [...new Set(spellings)].toSorted((one, other) => other.length - one.length);
  return (text) => distinct.reduce(withoutSecret, text);
}

/** Shorter ones are words, which stand in texts by chance. */
const shortestSecret = 8;
/** Coder's tokens begin with an id of ten characters that is no secret. */
const shortestPiece = 12;
const censor = "[redacted]";

function spellingsOf(secret: string): readonly string[] {
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  return [inJson(inJson(secret)), inJson(secret), secret, encodeURIComponent(secret), encodeURI(secret)];
}

function withoutSecret(text: string, secret: string): string {
  const rest = text.replaceAll(secret, censor);
  return secret.length > shortestPiece ? withoutEnd(withoutBeginnings(rest, secret), secret) : rest;
}

function withoutBeginnings(text: string, secret: string): string {
  const begin = secret.slice(0, shortestPiece);
  if (!text.includes(begin)) return text;
  const [first = "", ...others] = text.split(begin);
  const expected = secret.slice(shortestPiece);
  const redacted = others.map((rest) => {
    const end = sharedLength(rest, expected);
    return /^["\\…]/.test(rest.slice(end)) ? censor + rest.slice(end) : begin + rest;
  });
  return first + redacted.join("");
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function withoutEnd(text: string, secret: string): string {
  if (text.length <= shortestPiece || !secret.includes(text.slice(0, shortestPiece))) return text;
  for (let from = 1; from <= secret.length - shortestPiece; from += 1) {
    const end = secret.slice(from);
    if (end.length < text.length && text.startsWith(end)) return censor + text.slice(end.length);
  }
  return text;
}
