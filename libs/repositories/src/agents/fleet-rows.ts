import type { CoderClient, WireWorkspace } from "@fleet-mcp/coder-client";
import { mapLimited } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";

const pageSize = 100;
const parallel = 4;

/**
 * Every workspace of one owner. Pages of 100; the first tells how many there are, the others follow side by side. Rows move
 * between pages while they are read (Coder sorts running ones first), so they are de-duplicated, and read once more when some are missing.
 */
export async function readFleetRows(coder: CoderClient, owner: string, options: CallOptions): Promise<WireWorkspace[]> {
  const rows = new Map<string, WireWorkspace>();
  const first = await readPage(0);
  let expected = first;
  if (first > pageSize) expected = await readFrom(pageSize, first);
  if (first > pageSize && rows.size < expected) await readFrom(0, expected);
  return [...rows.values()];

  async function readPage(offset: number): Promise<number> {
    const page = await coder.workspaces.list({ q: `owner:${owner}`, limit: pageSize, offset }, options);
    for (const row of page.workspaces) rows.set(row.id, row);
    return page.count;
  }

  /** Returns the latest count seen. */
  async function readFrom(start: number, count: number): Promise<number> {
    const offsets = Array.from(
      { length: Math.ceil((count - start) / pageSize) },
      (_, index) => start + index * pageSize,
    );
    const counts = await mapLimited(offsets, parallel, readPage);
    return counts.at(-1) ?? count;
  }
}
