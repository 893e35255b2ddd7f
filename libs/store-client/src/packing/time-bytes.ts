import { toVarInt } from "./var-int.ts";
import type { ByteReader } from "./var-int.ts";

export const timePattern = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z`;

/** As seconds from a time that is known, and the digits of its fraction; undefined for what would not come back as it was. */
export function toTimeBytes(time: string, nearMs: number): number[] | undefined {
  const fraction = time.slice(20, -1);
  const second = Date.parse(`${time.slice(0, 19)}Z`) / 1_000;
  if (Number.isNaN(second) || written(second) !== time.slice(0, 19)) return undefined;
  const distance = toVarInt(second - Math.floor(nearMs / 1_000));
  return [...distance, fraction.length, ...(fraction === "" ? [] : toVarInt(Number(fraction)))];
}

export function fromTimeBytes(bytes: ByteReader, nearMs: number): string {
  const second = bytes.takeVarInt() + Math.floor(nearMs / 1_000);
  const [digits = 0] = bytes.take(1);
  const fraction = digits === 0 ? "" : `.${String(bytes.takeVarInt()).padStart(digits, "0")}`;
  return `${written(second)}${fraction}Z`;
}

const written = (second: number): string => new Date(second * 1_000).toISOString().slice(0, 19);
