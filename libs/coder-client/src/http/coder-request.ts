/** One request to Coder, before anything about HTTP is decided. */
export interface CoderRequest {
  /** Default GET, the only method that is ever repeated. */
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** `api` (default) and `experimental`: below `/api/v2` or `/api/experimental`, by header. `app`: an app of a workspace, by cookie. */
  readonly target?: "api" | "experimental" | "app";
  /** Checked and encoded one by one; a segment of several parts is given as a list. Only names stand in braces. */
  readonly path: readonly PathSegment[];
  /** In the order given; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** One text file, sent as a multipart form in place of a body. */
  readonly file?: TextFile;
  readonly timeoutMs?: number;
  /** Sends no credential. */
  readonly anonymous?: boolean;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export type PathSegment = PathPart | readonly PathPart[];

/** A word of Coder's own, or a name and what it names, `{ id }`: the word is in the route that observers see, the name is not. */
export type PathPart = string | Readonly<Record<string, string>>;
