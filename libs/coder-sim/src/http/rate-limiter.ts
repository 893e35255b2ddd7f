const windowMs = 60_000;

export interface RateVerdict {
  readonly isRefused: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests by caller and path within each minute; a limit that is not positive is none. */
export function createRateLimiter(limit: number) {
  let window = 0;
  let counts = new Map<string, number>();

  return function count(caller: string, path: string, nowMs: number): RateVerdict {
    if (limit <= 0) return { isRefused: false, headers: {} };
    if (Math.floor(nowMs / windowMs) !== window) {
      window = Math.floor(nowMs / windowMs);
      counts = new Map();
    }
    const key = `${caller} ${path}`;
    const used = (counts.get(key) ?? 0) + 1;
    counts.set(key, used);
    const isRefused = used > limit;
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(Math.max(0, limit - used)),
      "x-ratelimit-reset": String(((window + 1) * windowMs) / 1000),
      ...(isRefused && { "retry-after": "60" }),
    };
    return { isRefused, headers };
  };
}
export type RateLimiter = ReturnType<typeof createRateLimiter>;
