import { z } from "zod";

export const PageNumber = z.number().int().min(1).describe("From 1.");
export const PageSize = z.number().int().min(1).max(100).describe("Entries per page.");

export interface PageRequest {
  readonly page: number;
  readonly page_size: number;
}

/** What every paged answer carries beside its entries. */
export const PageInfo = z.object({
  total: z.number().int().describe("On all pages."),
  page: z.number().int(),
  page_size: z.number().int(),
  has_next: z.boolean(),
  has_previous: z.boolean(),
});
export type PageInfo = z.infer<typeof PageInfo>;

/** Cuts one page out of a whole list. A page past the end is empty with the true total. */
export function paginate<T>(all: readonly T[], { page, page_size }: PageRequest): { entries: T[]; info: PageInfo } {
  const start = (page - 1) * page_size;
  const info = {
    total: all.length,
    page,
    page_size,
    has_next: start + page_size < all.length,
    has_previous: page > 1 && all.length > 0,
  };
  return { entries: all.slice(start, start + page_size), info };
}
