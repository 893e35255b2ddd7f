import type { Output } from "./screen.ts";

const usual = 80;
/** Longer lines are hard to read. */
const widest = 110;
const narrowest = 20;

/** How long lines may be. One column stays free: some terminals wrap when the last one is written. */
export function screenWidth({ columns }: Output): number {
  return Math.max(narrowest, Math.min(widest, (columns || usual) - 1));
}
