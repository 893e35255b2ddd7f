import { describe, expect, it } from "@jest/globals";
import { createByteReader, toVarInt } from "./var-int.ts";

describe("toVarInt", () => {
  it.each([0, 1, -1, 63, -64, 64, 999_999_999, -(2 ** 40), 2 ** 40])("gives back %d", (value) => {
    expect(createByteReader(Uint8Array.from(toVarInt(value))).takeVarInt()).toBe(value);
  });

  it("takes one byte for what is near", () => {
    expect([toVarInt(63).length, toVarInt(-64).length, toVarInt(64).length]).toEqual([1, 1, 2]);
  });
});

describe("createByteReader", () => {
  it("gives no more than there is", () => {
    const reader = createByteReader(Uint8Array.from([1, 2, 3]));

    expect([...reader.take(2)]).toEqual([1, 2]);
    expect([...reader.rest()]).toEqual([3]);
    expect(() => reader.take(2)).toThrow(RangeError);
  });
});
