import { isRead, parseBody, requestKey } from "@fleet-mcp/testing";
import type { CassetteEntry } from "@fleet-mcp/testing";
import type { Exchange } from "./exchange.ts";
import { toEntry } from "./to-entry.ts";

/** Exchanges in the order of their requests; reads that were under way together are sorted by their keys. */
export function createExchangeLog() {
  const kept: { readonly exchange: Exchange; readonly group: number; readonly key: string }[] = [];
  let group = 0;
  let underWay = 0;
  let isAfterWrite = false;

  return {
    /** The caller calls the returned function when the answer is known; again does no harm. */
    open(exchange: Exchange, isKept: boolean): () => void {
      const read = isRead(exchange.method);
      if (underWay === 0 || isAfterWrite || !read) group += 1;
      isAfterWrite = !read;
      underWay += 1;
      const key = requestKey(exchange.method, exchange.url, parseBody(exchange.body));
      if (isKept) kept.push({ exchange, group, key });
      let isUnderWay = true;
      return () => {
        if (isUnderWay) underWay -= 1;
        isUnderWay = false;
      };
    },
    /** Without requests that were given up before their answer was complete; event streams never are. */
    entries: (): CassetteEntry[] =>
      kept.toSorted((a, b) => a.group - b.group || compare(a.key, b.key)).flatMap(({ exchange }) => toEntry(exchange)),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
