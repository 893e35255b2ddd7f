import { deflateRawSync, inflateRawSync } from "node:zlib";
import { oftenSaid } from "./often-said.ts";
import { fromTimeBytes, timePattern, toTimeBytes } from "./time-bytes.ts";
import { fromUuidBytes, toUuidBytes, uuidPattern } from "./uuid-bytes.ts";
import { createByteReader } from "./var-int.ts";

/** The first byte is the length of what ids and times were packed to; what is above will mark other ways of packing. */
const mostPacked = 200;
/** A window of 4 KB, which holds all that is often said, and room for one event; more of either would cost time for each. */
const effort = { dictionary: Buffer.from(oftenSaid), windowBits: 12, memLevel: 5, chunkSize: 1_024 };
const packable = new RegExp(`${uuidPattern}|${timePattern}`, "g");
/** JSON never holds these bytes. */
const [uuidMark, timeMark] = ["\u0001", "\u0002"];
const marks = new RegExp(`[${uuidMark}${timeMark}]`, "g");

/**
 * JSON in about a third of its bytes: ids as bytes, times by their distance from `nearMs`, the rest compressed together with what
 * events often say.
 */
export function packData(json: string, nearMs: number): Uint8Array {
  const packed: number[] = [];
  const marked = json.replace(packable, (found) => {
    const isUuid = found.length === 36;
    const bytes = isUuid ? toUuidBytes(found) : toTimeBytes(found, nearMs);
    if (!bytes || packed.length + bytes.length > mostPacked) return found;
    packed.push(...bytes);
    return isUuid ? uuidMark : timeMark;
  });
  const rest = deflateRawSync(Buffer.from(marked), { ...effort, level: 9 });
  return Buffer.concat([Buffer.from([packed.length, ...packed]), rest]);
}

/** The JSON that was packed with the same `nearMs`. Throws when these bytes were not made so. */
export function unpackData(bytes: Uint8Array, nearMs: number): string {
  const outer = createByteReader(bytes);
  const [length = 0] = outer.take(1);
  if (length > mostPacked) throw new RangeError("It is packed in a way that this program does not know.");
  const packed = createByteReader(outer.take(length));
  const marked = inflateRawSync(outer.rest(), effort).toString();
  return marked.replace(marks, (mark) =>
    mark === uuidMark ? fromUuidBytes(packed.take(16)) : fromTimeBytes(packed, nearMs),
  );
}
