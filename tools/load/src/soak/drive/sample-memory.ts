import { setTimeout as sleep } from "node:timers/promises";
import { residentBytes } from "../../processes/resident-bytes.ts";
import type { MemorySample } from "../judging/judge-memory.ts";

/** However long it goes on, about this many: their pairs are compared. */
const mostSamples = 1_000;
const shortestMs = 500;

/** Looks at the memory of a process until `over`; the array grows while it does. */
export function sampleMemory(pid: number, lastsMs: number, over: AbortSignal): readonly MemorySample[] {
  const samples: MemorySample[] = [];
  void look().catch(() => {});
  return samples;

  async function look(): Promise<void> {
    while (!over.aborted) {
      const bytes = await residentBytes(pid);
      if (bytes !== undefined) samples.push({ atMs: performance.now(), bytes });
      await sleep(Math.max(shortestMs, lastsMs / mostSamples), undefined, { signal: over });
    }
  }
}
