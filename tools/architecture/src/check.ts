/** One thing that was looked at; without problems it holds. */
export interface Check {
  readonly name: string;
  readonly problems: readonly string[];
}
