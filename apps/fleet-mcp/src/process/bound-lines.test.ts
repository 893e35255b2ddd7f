import { Buffer } from "node:buffer";
import { describe, expect, it } from "@jest/globals";
import { boundLines } from "./bound-lines.ts";

/** What comes out for these chunks, and the sizes of what was dropped. */
async function pass(maxBytes: number, chunks: readonly (string | Buffer)[]) {
  const dropped: number[] = [];
  const lines = boundLines(maxBytes, (bytes) => dropped.push(bytes));
  for (const chunk of chunks) lines.write(chunk);
  lines.end();
  const passed: string[] = [];
  for await (const line of lines) passed.push(String(line));
  return { passed, dropped };
}

describe("boundLines", () => {
  it("passes lines on, one at a time, also when several come at once or one in parts", async () => {
    const { passed } = await pass(10, ["one\ntwo\nth", "r", "ee\n\nfour\n"]);

    expect(passed).toEqual(["one\n", "two\n", "three\n", "\n", "four\n"]);
  });

  it("puts a character together that was cut in two", async () => {
    const snowman = Buffer.from("☃\n");

    expect((await pass(10, [snowman.subarray(0, 1), snowman.subarray(1)])).passed).toEqual(["☃\n"]);
  });

  it("drops a line that is too long and goes on with the next", async () => {
    const { passed, dropped } = await pass(4, ["1234567\nabc\n12", "34", "56\nabc\nde\n"]);

    expect(passed).toEqual(["abc\n", "abc\n", "de\n"]);
    expect(dropped).toEqual([8, 7]);
  });

  it("keeps nothing back of a line that never ends", async () => {
    expect(await pass(4, ["123456", "unfinished"])).toEqual({ passed: [], dropped: [] });
  });
});
