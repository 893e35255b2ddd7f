import { z } from "zod";
import type { NewEvent } from "../events/stored-event.ts";
import { packData, unpackData } from "./pack-data.ts";

type Packed = Pick<NewEvent, "data" | "causation_id" | "trace_parent">;

/** The parts of an event that nobody looks for; `data` is an object as JSON. */
export function packEvent({ causation_id, trace_parent }: Omit<Packed, "data">, data: string, ms: number): Uint8Array {
  const isBare = causation_id === undefined && trace_parent === undefined;
  return packData(isBare ? data : `[${data},${JSON.stringify({ causation_id, trace_parent })}]`, ms);
}

/** Throws when these bytes are no packed event of that time. */
export function unpackEvent(bytes: Uint8Array, ms: number): Packed {
  const value: unknown = JSON.parse(unpackData(bytes, ms));
  if (!Array.isArray(value)) return { data: value };
  const [data, context] = WithContext.parse(value);
  return { data, ...context };
}

const WithContext = z.tuple([
  z.unknown(),
  z.object({ causation_id: z.string().optional(), trace_parent: z.string().optional() }),
]);
