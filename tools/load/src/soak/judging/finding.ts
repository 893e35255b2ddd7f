/** Why the soak fails. */
export interface Finding {
  readonly check: string;
  readonly what: string;
}
