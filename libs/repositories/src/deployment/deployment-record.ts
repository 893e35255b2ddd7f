/** Whose token it is. */
export interface TokenUser {
  readonly id: string;
  readonly name: string;
  /** Of the whole deployment, without the `member` that everybody is. */
  readonly roles: readonly string[];
  readonly organizationIds: readonly string[];
}

/** What Coder tells about the token itself. */
export interface TokenFacts {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | undefined;
  /**
   * Of a login. Coder moves the end of one that is in use on to so long from then, at the latest an hour after it last did, unless
   * `--disable-session-expiry-refresh` is set (coderd/httpmw/apikey.go). Undefined for a token that a user made: its end is fixed.
   */
  readonly renewedForMs?: number | undefined;
  /** Empty when it may do whatever its user may. */
  readonly scopes: readonly string[];
}

/** What the fleet's workspaces are for, each an action of Coder's own. */
export const workspaceActions = ["read", "create", "start", "stop", "delete", "application_connect"] as const;
export type WorkspaceAction = (typeof workspaceActions)[number];

/** `forbidden`: it is there, but not for the token's user. `unknown`: Coder did not say. */
export type Offer = "yes" | "no" | "forbidden" | "unknown";

/** What an administrator has yet to do before the token's user can have chats. */
export type ChatsLack = "model" | "role";

export interface Offers {
  readonly tasks: Offer;
  readonly chats: Offer;
}
