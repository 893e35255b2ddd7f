import { z } from "zod";
import { wireEntries, wireList } from "../http/wire-list.ts";

const WireModel = z.object({ id: z.string(), display_name: z.string().default("") });
const WireProvider = z.object({ available: z.boolean().default(false), models: wireList(WireModel) });

/** The models that chats may use, of all providers that work. */
export const WireChatModels = z
  .object({ providers: wireEntries(WireProvider) })
  .transform(({ providers }) => providers.filter(({ available }) => available).flatMap(({ models }) => models));
export type WireChatModels = z.infer<typeof WireChatModels>;
