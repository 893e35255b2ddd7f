/** How long clients may take, in milliseconds. None of these ends a call or a stream that is being answered. */
export interface TimeLimits {
  /** From the connection, or the end of the last answer's idle time, to the end of the request's headers. */
  readonly headersMs: number;
  /** To the end of the request's body. */
  readonly requestMs: number;
  /** Between an answer and the next request of the same connection. */
  readonly idleMs: number;
  /** How often the two above are looked after. */
  readonly checkMs: number;
  /** What running calls get to finish when the server closes. */
  readonly graceMs: number;
  /** How long Coder may take until it counts as not ready. */
  readonly readinessMs: number;
}

/** Proxies keep idle connections for 60 s; a server that closes first makes them answer 502. */
export const timeLimits: TimeLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  idleMs: 65_000,
  checkMs: 2_000,
  graceMs: 10_000,
  readinessMs: 5_000,
};
