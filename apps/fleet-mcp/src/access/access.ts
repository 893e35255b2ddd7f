import { createHash, timingSafeEqual } from "node:crypto";
import { localCaller } from "./caller.ts";
import type { Caller } from "./caller.ts";

export interface NamedToken extends Caller {
  readonly token: string;
}

export interface Limits {
  readonly requestsPerMinute: number;
  readonly concurrentCalls: number;
}

/** Who may call over HTTP, and how much each of them. */
export interface Access {
  /** Where clients reach the server; decides which Host and Origin are believed. */
  readonly host: string;
  readonly needsToken: boolean;
  readonly callers: readonly Caller[];
  /** Names of the tokens, in the order of their file; none where no token is asked for. */
  readonly names: readonly string[];
  /** What no log may hold. */
  readonly secrets: readonly string[];
  readonly limits: Limits;
  /** Whoever sent this Authorization header; undefined when it holds no token that is known. */
  identify(authorization: string | undefined): Caller | undefined;
}

/** Without tokens everybody who gets through is the local caller. */
export function createAccess(host: string, tokens: readonly NamedToken[], limits: Limits): Access {
  const needsToken = tokens.length > 0;
  const known = tokens.map(({ name, rights, token }) => ({ caller: { name, rights }, digest: digestOf(token) }));

  return {
    host,
    needsToken,
    callers: needsToken ? known.map(({ caller }) => caller) : [localCaller],
    names: known.map(({ caller }) => caller.name),
    secrets: tokens.map(({ token }) => token),
    limits,
    identify(authorization) {
      if (!needsToken) return localCaller;
      const sent = authorization && bearer.exec(authorization)?.[1];
      if (!sent) return undefined;
      // Digests are of one length and all are compared, so the time tells neither a token's length nor its place.
      const digest = digestOf(sent);
      return known.filter((entry) => timingSafeEqual(entry.digest, digest))[0]?.caller;
    },
  };
}

/** RFC 6750, section 2.1. */
const bearer = /^bearer +([\w.~+/-]+=*) *$/i;

const digestOf = (token: string): Buffer => createHash("sha256").update(token).digest();
