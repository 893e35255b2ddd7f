import type { WireKey } from "@fleet-mcp/coder-client";
import type { TokenFacts } from "./deployment-record.ts";

/** Words by which Coder says that a token is not scoped; the shorter one is that of older releases. */
const unscoped: readonly string[] = ["coder:all", "all"];

export function toTokenFacts({ expires_at, scope, scopes, login_type, lifetime_seconds }: WireKey): TokenFacts {
  const expiresAt = Date.parse(expires_at);
  const given = scopes.length === 0 && scope !== undefined ? [scope] : scopes;
  const isLogin = login_type !== undefined && login_type !== "token";
  return {
    expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
    ...(isLogin && lifetime_seconds !== undefined ? { renewedForMs: lifetime_seconds * 1_000 } : {}),
    scopes: given.some((word) => unscoped.includes(word)) ? [] : given,
  };
}
