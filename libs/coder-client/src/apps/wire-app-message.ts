import { z } from "zod";

export const WireAppMessage = z.object({
  id: z.number(),
  content: z.string(),
  role: z.string(),
  time: z.string(),
});
export type WireAppMessage = z.infer<typeof WireAppMessage>;
