/** A time as Coder writes it. */
export const toTime = (ms: number): string => new Date(ms).toISOString();

/** The same of a time that may not have come; for fields that Coder leaves out then. */
export const toOptionalTime = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : toTime(ms);
