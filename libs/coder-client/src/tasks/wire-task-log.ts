import { z } from "zod";

/** One turn of the conversation; `type` is `input` or `output`. */
export const WireTaskLog = z.object({
  id: z.number(),
  content: z.string(),
  type: z.string(),
  time: z.string(),
});
export type WireTaskLog = z.infer<typeof WireTaskLog>;
