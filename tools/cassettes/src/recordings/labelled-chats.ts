import type { CassetteEntry } from "@fleet-mcp/testing";
import { z } from "zod";

const Chat = z.looseObject({ id: z.string() });
const Labelled = z.array(z.looseObject({ id: z.string(), labels: z.record(z.string(), z.string()).optional() }));
const list = /^GET (\/api\/[^?]+\/chats)[?](.*)$/;

/** The key of the list of all chats, for a key that asks for those with one label; undefined for any other. */
export function unlabelledKey(key: string): string | undefined {
  const [, path, query = ""] = list.exec(key) ?? [];
  const parameters = query.split("&");
  const others = parameters.filter((one) => !one.startsWith("label="));
  return path === undefined || others.length === parameters.length ? undefined : `GET ${path}?${others.join("&")}`;
}

/** The chat that an answer is about. */
export const chatId = ({ response }: CassetteEntry): string | undefined => Chat.safeParse(response.content._json).data?.id;

/** Coder's answer to the one is its answer to the other, without the chats that lack the label and those that are yet to come. */
export function withLabel(key: string, entry: CassetteEntry, toCome: readonly unknown[] = []): CassetteEntry {
  const { content } = entry.response;
  const chats = Labelled.safeParse(content._json).data;
  const [, label = ""] = /[?&]label=([^&]*)/.exec(key) ?? [];
  const [name = "", value] = label.split(":");
  if (chats === undefined) return entry;
  const kept = chats.filter(({ id, labels }) => labels?.[name] === value && !toCome.includes(id));
  return { ...entry, response: { ...entry.response, content: { ...content, _json: kept } } };
}
