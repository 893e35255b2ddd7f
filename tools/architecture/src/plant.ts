/** A file that breaks the architecture, and the rule that must name it. */
export interface Plant {
  readonly file: string;
  readonly code: string;
  readonly rule: string;
  /** The offence in words: "libs/tools reaches libs/repositories, type-only". */
  readonly offence: string;
}
