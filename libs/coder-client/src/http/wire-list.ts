import { z } from "zod";

/** A list as Coder sends it: an empty one may be `null` or left out. */
export const wireList = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
