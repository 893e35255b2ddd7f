import type { EventSubject, FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";
import type { EventPlace } from "./event-place.ts";
import { introduce } from "./introduce.ts";
import { keyOf } from "./stream-name.ts";

/**
 * Appends events that were kept in memory to the file, batch after batch, also after it broke off. `before`: what was known when
 * memory took over.
 *
 * Where another process wrote on meanwhile, what we only observed is left out: it has observed the same, and the next look finds the
 * rest. Where the file is a new one, agents are introduced to it first.
 */
export function createMove(before: FleetLedger) {
  /** The version that a stream has when only we wrote it. */
  const ours = new Map<string, number>();
  const overtaken = new Set<string>();
  return move;

  async function move(place: EventPlace, batch: readonly FleetEvent[]): Promise<void> {
    for (;;) {
      const found = await lookAt(place, batch);
      const introductions = found.flatMap(({ version, first }) => (version === 0 ? introduce(first, before) : []));
      const kept = batch.filter(({ subject, origin }) => origin.actor !== "observer" || !overtaken.has(keyOf(subject)));
      const appended = await place.append([...introductions, ...kept.map(toNew)], found);
      if (appended === "conflict") continue;
      for (const { subject, version } of [...found, ...appended]) ours.set(keyOf(subject), version);
      return;
    }
  }

  async function lookAt(place: EventPlace, batch: readonly FleetEvent[]) {
    const found = new Map<string, { subject: EventSubject; version: number; first: FleetEvent }>();
    for (const first of batch) {
      const key = keyOf(first.subject);
      if (found.has(key)) continue;
      const version = await place.versionOf(first.subject);
      found.set(key, { subject: first.subject, version, first });
      if (version === 0) overtaken.delete(key);
      else if (version !== (ours.get(key) ?? first.version - 1)) overtaken.add(key);
    }
    return [...found.values()];
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
