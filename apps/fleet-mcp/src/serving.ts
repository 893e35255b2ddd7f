/** A transport that is up. */
export interface Serving {
  /** Where clients reach it. */
  readonly address: string;
  /** Resolves with the reason when it ends by itself; HTTP never does. */
  readonly ended: Promise<string>;
  /** Aborts the calls that run, then closes. */
  close(): Promise<void>;
}
