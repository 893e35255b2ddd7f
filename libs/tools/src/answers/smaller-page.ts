import type { PageInfo } from "@fleet-mcp/models";

/**
 * The beginning of a page as a page of its own, of at most `count` entries: its size divides the one asked for, so that the pages
 * of that size which follow continue where this one ends.
 */
export function smallerPage<T>(
  entries: readonly T[],
  info: PageInfo,
  count: number,
): { readonly entries: T[]; readonly info: PageInfo } {
  if (entries.length <= count) return { entries: [...entries], info };
  const start = (info.page - 1) * info.page_size;
  const page_size = largestDivisor(info.page_size, count);
  const shown = entries.slice(0, page_size);
  const page = start / page_size + 1;
  return {
    entries: shown,
    info: { total: info.total, page, page_size, has_next: start + shown.length < info.total, has_previous: page > 1 },
  };
}

function largestDivisor(size: number, limit: number): number {
  for (let divisor = limit; divisor > 1; divisor--) if (size % divisor === 0) return divisor;
  return 1;
}
