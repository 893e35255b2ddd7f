import { z } from "zod";

/** What the writers write: who, and which of their own events it is. */
export const Written = z.object({ writer: z.string(), count: z.number() });

export const storeSchemas = { version: 1, types: { written: Written } };
