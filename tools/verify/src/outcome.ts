/** What one step of the verification found. */
export interface Outcome {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  /** Printed below the title: reasons of failures, and what the numbers consist of. */
  readonly details: readonly string[];
}
