import type { PageInfo } from "@fleet-mcp/models";

/** How a list was cut, as the last line of its text. */
export function pageLine(info: PageInfo, noun: string, shown: number): string {
  if (info.total === 0) return `No ${noun}.`;
  const more = info.has_next ? ` Next: page ${info.page + 1}, page_size ${info.page_size}.` : "";
  return `${shown} of ${info.total} ${noun}, page ${info.page}.${more}`;
}
