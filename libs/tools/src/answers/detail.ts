import { z } from "zod";

/** How much of each free text is shown. */
export const Detail = z.enum(["concise", "full"]).default("concise").describe("full: long texts too.");
export type Detail = z.infer<typeof Detail>;
