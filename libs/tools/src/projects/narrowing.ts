import { z } from "zod";

/** Narrows a list that has no pages. */
export const Contains = z.string().optional().describe("Only names with this text.");

/** Set when a list had to be shortened. */
export const Omitted = z.number().int().optional().describe("How many did not fit; contains narrows the list.");

export function matches(contains: string | undefined, ...names: readonly (string | undefined)[]): boolean {
  const wanted = contains?.trim().toLowerCase() ?? "";
  return names.some((name) => name?.toLowerCase().includes(wanted));
}

/** The same as a line of text. */
export const omittedLines = (omitted: number | undefined, noun: string): string[] =>
  omitted ? [`${omitted} more ${noun} did not fit: narrow the list with contains.`] : [];
