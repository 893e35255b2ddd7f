import { z } from "zod";
import { wireList } from "../http/wire-list.ts";

/** Coder writes every field into every part; what is not of its type is empty. */
export const WireChatPart = z.object({
  type: z.string(),
  text: z.string().default(""),
  tool_name: z.string().default(""),
  args: z.unknown().optional(),
  result: z.unknown().optional(),
});
export type WireChatPart = z.infer<typeof WireChatPart>;

/** One message of a chat; `role` is `user`, `assistant` or `tool`. Ids grow with time. */
export const WireChatMessage = z.object({
  id: z.number(),
  created_at: z.string(),
  role: z.string(),
  content: wireList(WireChatPart),
  usage: z.object({ total_tokens: z.number().optional(), context_limit: z.number().optional() }).nullish(),
});
export type WireChatMessage = z.infer<typeof WireChatMessage>;

/** A message that waits for the running turn to end. */
export const WireQueuedMessage = z.object({
  id: z.number(),
  created_at: z.string(),
  content: wireList(WireChatPart),
});
export type WireQueuedMessage = z.infer<typeof WireQueuedMessage>;
