import { json, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { readQuery } from "../search/read-query.ts";
import { toChatRow } from "../wire/to-chat.ts";
import type { SimChat } from "../world/sim-chat.ts";
import type { Call } from "./route.ts";

const usualLimit = 50;

/** `GET {chats}`: the caller's own, newest first, archived ones only when asked for. */
export function listChats({ world, caller, query }: Call): SimAnswer {
  const read = readQuery(query.get("q"), "chat", "title", ["archived", "title"]);
  if ("refused" in read) return read.refused;
  const [limit, offset] = [pageNumber(query.get("limit"), usualLimit), pageNumber(query.get("offset"), 0)];
  if (limit === undefined || offset === undefined) return refusal(400, "Query parameters have invalid values.");
  const labels = query.getAll("label").map(toLabel);
  if (labels.some((label) => label === undefined)) {
    return refusal(400, "Invalid label query parameter.", { detail: "Must be key:value." });
  }
  const isArchived = read.terms.get("archived") === "true";
  const title = read.terms.get("title") ?? "";
  const found = [...world.chats.all.values()]
    .filter((chat) => chat.owner === caller && chat.isArchived === isArchived)
    .filter((chat) => chat.title.toLowerCase().includes(title))
    .filter((chat) => labels.every((label) => label !== undefined && chat.labels[label.key] === label.value))
    .toSorted(inOrder);
  const after = query.get("after_id");
  const rest = after === null ? found : found.slice(found.findIndex(({ id }) => id === after) + 1);
  const page = rest.slice(offset, limit === 0 ? undefined : offset + limit);
  return json(
    200,
    page.map((chat) => toChatRow(world, chat)),
  );
}

/** Pinned ones first, then by their last change. */
const inOrder = (a: SimChat, b: SimChat) =>
  pinned(a) - pinned(b) || b.updatedMs - a.updatedMs || (a.id < b.id ? 1 : -1);
const pinned = ({ pinOrder }: SimChat) => (pinOrder === 0 ? Number.MAX_SAFE_INTEGER : pinOrder);

function toLabel(word: string): { readonly key: string; readonly value: string } | undefined {
  const colon = word.indexOf(":");
  return colon < 1 ? undefined : { key: word.slice(0, colon), value: word.slice(colon + 1) };
}

function pageNumber(word: string | null, usual: number): number | undefined {
  if (word === null || word === "") return usual;
  return /^\d+$/.test(word) ? Number(word) : undefined;
}
