import type { EventSubject, FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import type { EventPlace } from "./event-place.ts";
import { keyOf } from "./stream-name.ts";

/**
 * Appends events that were kept in memory to the file, batch after batch. Where another process wrote on meanwhile, what we only
 * observed is left out: it has observed the same, and the next look of whoever observes then finds the rest.
 */
export function createMove(place: EventPlace, _known: FleetLedger) {
  /** The version that a stream would have if only we had written. */
  const ours = new Map<string, number>();
  const overtaken = new Set<string>();
  return move;

  async function move(batch: readonly FleetEvent[]): Promise<void> {
    for (;;) {
      const versions = await lookAt(batch);
      const kept = batch.filter(({ subject, origin }) => origin.actor !== "observer" || !overtaken.has(keyOf(subject)));
      const expected = [...versions.values()];
      const appended = await place.append(kept.map(toNew), expected);
      if (appended === "conflict") continue;
      for (const { subject, version } of [...expected, ...appended]) ours.set(keyOf(subject), version);
      return;
    }
  }

  async function lookAt(batch: readonly FleetEvent[]) {
    const found = new Map<string, { readonly subject: EventSubject; readonly version: number }>();
    for (const { subject, version: inMemory } of batch) {
      const key = keyOf(subject);
      if (found.has(key)) continue;
      const version = await place.versionOf(subject);
      found.set(key, { subject, version });
      if (version > (ours.get(key) ?? inMemory - 1)) overtaken.add(key);
    }
    return found;
  }
}

/** The file gives places and ids of its own. */
function toNew({
  id: _id,
  seq: _seq,
  version: _version,
  recordedAt: _recordedAt,
  ...event
}: FleetEvent): NewFleetEvent {
  return event;
}
