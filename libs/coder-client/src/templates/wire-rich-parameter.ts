import { z } from "zod";
import { wireList } from "../http/wire-list.ts";

export const WireRichParameter = z.object({
  name: z.string(),
  display_name: z.string().optional(),
  description: z.string().optional(),
  type: z.string(),
  default_value: z.string(),
  required: z.boolean(),
  ephemeral: z.boolean(),
  options: wireList(z.object({ name: z.string(), value: z.string() })),
});
export type WireRichParameter = z.infer<typeof WireRichParameter>;
