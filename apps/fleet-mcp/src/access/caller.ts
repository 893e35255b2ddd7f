/** What a caller may use: `read` the tools that change nothing, `write` all. */
export const rightsWords = ["read", "write"] as const;
export type Rights = (typeof rightsWords)[number];

/** Who calls, as far as it is known: over HTTP by the token, over stdio the one client at the other end. */
export interface Caller {
  /** The token's name, for logs and limits; `local` where no token is asked for. */
  readonly name: string;
  readonly rights: Rights;
}

export const localCaller: Caller = { name: "local", rights: "write" };
