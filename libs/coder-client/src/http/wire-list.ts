import { z } from "zod";

/** A list as Coder sends it: an empty one may be `null` or left out. */
export const wireList = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** The list that an answer is about: Coder sends it even when it is empty or `null`, so an answer without it is half of one. */
export const wireEntries = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullable()
    .transform((items) => items ?? []);
