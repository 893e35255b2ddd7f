import type { Origin } from "./events/fleet-event.ts";

/** How far a long call has come; `message` is one plain sentence. */
export interface Progress {
  readonly message: string;
  readonly elapsedMs: number;
}

/** Last parameter of every function that can reach I/O. `signal` ends the call; `onProgress` hears of waits. */
export interface CallOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Whose order this is; what it brings about is kept under it. */
  readonly origin?: Origin;
}
