import type { Random } from "../random.ts";

/** A thing that a shop's agents might be asked to do. */
export function pickWork(random: Random): string {
  return `${random.pick(verbs)} ${random.pick(objects)}`;
}

const verbs = ["Fix", "Refactor", "Write tests for", "Document", "Speed up", "Review", "Translate"] as const;
const objects = [
  "the login form",
  "the cart",
  "the price rules",
  "the order export",
  "the search index",
  "the invoice mail",
  "the stock report",
  "the payment retries",
] as const;
