import type { Clock } from "@fleet-mcp/models";
import { openFilePlace } from "./open-file-place.ts";
import type { OpenFile } from "./places.ts";

/** The file of one repository; its leases have a holder of their own, whatever else this process opens. */
export function fileOfLog(file: string, clock: Clock): OpenFile {
  const holder = crypto.randomUUID();
  return { file, open: () => openFilePlace({ file, clock, holder }) };
}
