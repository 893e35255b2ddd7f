import { StartError } from "../start-error.ts";
import type { NamedToken } from "./access.ts";
import { rightsWords } from "./caller.ts";
import type { Rights } from "./caller.ts";

/** Name of a token that was given without one. */
export const defaultName = "default";

const minLength = 32;

/** One token per line as `name rights token`, or nothing but a token. Throws StartError naming source and line, never a token. */
export function parseTokens(text: string, source: string): readonly NamedToken[] {
  const tokens: NamedToken[] = [];
  for (const { at, words } of linesOf(text, source)) {
    const next = namedToken(words.length === 1 ? [defaultName, "write", ...words] : words, at);
    for (const earlier of tokens) refuseTwice(earlier, next, at);
    tokens.push(next);
  }
  if (tokens.length === 0) throw new StartError(`${source} holds no token: write one with fleet-mcp token --file.`);
  return tokens;
}

/** A token on its own: it may do everything. */
export function bareToken(token: string, at: string): NamedToken {
  refuseWeak(token, at);
  return { name: defaultName, rights: "write", token };
}

/** Undefined when it may name a token, else what a name must be. */
export function faultOfName(name: string): string | undefined {
  return /^[a-z0-9][\w.-]{0,63}$/i.test(name)
    ? undefined
    : "must begin with a letter or digit and go on with at most 63 letters, digits, dots, hyphens and underscores";
}

export const isRights = (word: string): word is Rights => rightsWords.some((known) => known === word);

function linesOf(text: string, source: string) {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ at: `${source}, line ${index + 1}:`, line: line.trim() }))
    .filter(({ line }) => line !== "" && !line.startsWith("#"))
    .map(({ at, line }, _index, all) => ({ at, words: wordsOf(line, at, all.length) }));
}

function wordsOf(line: string, at: string, lines: number): readonly string[] {
  const words = line.split(/\s+/);
  if (words.length === 3 || (words.length === 1 && lines === 1)) return words;
  throw new StartError(`${at} each token needs "name rights token", and this has ${counted(words.length)}.`);
}

const counted = (words: number): string => (words === 1 ? "1 word" : `${words} words`);

function namedToken([name = "", rights = "", token = ""]: readonly string[], at: string): NamedToken {
  const fault = faultOfName(name);
  // Quotes nothing: who mixed up the words has the token in the place of the name or the rights.
  if (fault) throw new StartError(`${at} the name ${fault}.`);
  if (!isRights(rights))
    throw new StartError(`${at} the rights, its second word, must be ${rightsWords.join(" or ")}.`);
  refuseWeak(token, at);
  return { name, rights, token };
}

function refuseWeak(token: string, at: string): void {
  const make = "make one with fleet-mcp token";
  if (token.length < minLength)
    throw new StartError(`${at} the token is shorter than ${minLength} characters: ${make}.`);
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new StartError(`${at} the token has a character that cannot be sent as a bearer token: ${make}.`);
  }
}

function refuseTwice(earlier: NamedToken, next: NamedToken, at: string): void {
  if (earlier.name === next.name) throw new StartError(`${at} an earlier line has this name: give each token its own.`);
  if (earlier.token === next.token)
    throw new StartError(`${at} an earlier line has this token: give each name its own.`);
}
