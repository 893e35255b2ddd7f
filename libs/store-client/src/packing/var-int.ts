/** A whole number in as few bytes as it needs, seven bits each, the lowest first. Negative ones alternate with the others. */
export function toVarInt(value: number): number[] {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** Takes bytes one after the other. Throws RangeError when there are no more. */
export function createByteReader(bytes: Uint8Array) {
  let place = 0;
  return { take, takeVarInt, rest: () => bytes.subarray(place) };

  function take(count: number): Uint8Array {
    if (place + count > bytes.length) throw new RangeError("There are too few bytes.");
    place += count;
    return bytes.subarray(place - count, place);
  }

  function takeVarInt(): number {
    let [value, unit] = [0, 1];
    for (;;) {
      const [byte = 0] = take(1);
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
      unit *= 0x80;
    }
  }
}
export type ByteReader = ReturnType<typeof createByteReader>;
