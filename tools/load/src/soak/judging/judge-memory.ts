import { median } from "../../bench/statistics.ts";
import type { Finding } from "./finding.ts";

export interface MemorySample {
  readonly atMs: number;
  readonly bytes: number;
}

/** What a heap may gain between two collections, and a share of it for large ones. */
const smallestGrowth = 32 * 2 ** 20;
const smallestShare = 0.25;
/** Fewer samples say nothing. */
const fewest = 8;

export interface MemoryTrend {
  readonly medianBytes: number;
  /** By which the memory grew over the second half, were it a straight line. */
  readonly growthBytes: number;
}

/**
 * The trend of the second half, when caches are filled and code is compiled: the median of the slopes between all pairs of
 * samples (Theil–Sen), which the saw teeth of a garbage collector and a few wild samples do not move. Nothing is collected by
 * force. Undefined with too few samples.
 */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return undefined;
  const half = samples.filter(({ atMs }) => atMs >= (first.atMs + last.atMs) / 2);
  if (half.length < fewest) return undefined;
  const slopes = half.flatMap((a, index) => half.slice(index + 1).map((b) => (b.bytes - a.bytes) / (b.atMs - a.atMs)));
  const lengthMs = last.atMs - (half[0]?.atMs ?? 0);
  return { medianBytes: median(half.map(({ bytes }) => bytes)), growthBytes: median(slopes) * lengthMs };
}

/** It keeps growing when the trend gains more than 32 MB and a quarter of what is used. */
export function judgeMemory(samples: readonly MemorySample[]): Finding[] {
  const trend = memoryTrend(samples);
  if (!trend || trend.growthBytes <= Math.max(smallestGrowth, smallestShare * trend.medianBytes)) return [];
  const [grew, used] = [trend.growthBytes, trend.medianBytes].map((bytes) => Math.round(bytes / 2 ** 20));
  return [{ check: "memory keeps growing", what: `by ${grew} MB in the second half, at ${used} MB` }];
}
