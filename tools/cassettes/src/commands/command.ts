/** What a command may touch: everything that is not its own arguments. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cassettesFolder: string;
  readonly scenariosFolder: string;
  /** Ends `serve`. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** `run` gives the exit code and throws UsageError for wrong arguments. */
export interface Command {
  readonly help: string;
  run(argv: readonly string[], surroundings: Surroundings): Promise<number>;
}
