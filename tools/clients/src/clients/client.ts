/** How a server is started: what every client's configuration asks for. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** One way of making a client connect and list the tools. */
export interface Attempt {
  readonly command: string;
  readonly args: readonly string[];
  /** Written below the client's home before it starts: path → content. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Said to it on stdin, which then stays open. */
  readonly input?: string;
}

/** A client of MCP, at an exact version. */
export interface Client {
  readonly title: string;
  /** In the registry of npm. */
  readonly packageName: string;
  readonly version: string;
  /** What was run, for the table. */
  readonly how: string;
  /** `modules` is the folder it was installed into. */
  attempt(modules: string, server: ServerCommand): Attempt;
}
