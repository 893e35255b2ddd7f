import type { FleetEvent } from "@fleet-mcp/models";
import { findLogFile } from "../../bench/log/find-log-file.ts";
import { openEventLog } from "../../bench/log/open-event-log.ts";

const pageSize = 5_000;

/** All that the servers have kept in a data folder, oldest first. */
export async function readLog(folder: string): Promise<readonly FleetEvent[]> {
  const log = openEventLog(await findLogFile(folder));
  const events: FleetEvent[] = [];
  for (let page: readonly FleetEvent[] = []; page.length === pageSize || events.length === 0; events.push(...page)) {
    page = await log.read({ after: events.at(-1)?.seq ?? 0, limit: pageSize });
    if (page.length === 0) break;
  }
  await log.close();
  return events;
}
