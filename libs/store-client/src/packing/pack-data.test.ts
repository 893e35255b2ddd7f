import { describe, expect, it } from "@jest/globals";
import { packData, unpackData } from "./pack-data.ts";

const noon = Date.parse("2026-01-31T12:00:00.250Z");
const id = "8a657e3d-c261-4905-8b22-9d62847fa88a";

describe("packData", () => {
  it.each([
    ["nothing", {}],
    ["ids and times", { task_id: id, report_at: "2026-01-31T11:59:58.602473Z", other: id }],
    ["ids and times in prose", { task: `Look at ${id}, since 2026-01-31T11:59:58Z, not at 2026-01-31.` }],
    ["a time long ago", { at: "1969-12-31T23:59:59.999Z" }],
    ["the last time there is", { at: "9999-12-31T23:59:59.000000001Z" }],
    ["times that are none", { at: ["2026-02-30T12:00:00Z", "2026-13-01T12:00:00.5Z", "2026-01-31T24:00:00Z"] }],
    [
      "fractions with zeros",
      { at: ["2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00.010Z", "2026-01-31T12:00:00.1000Z"] },
    ],
    ["an id in capitals", { task_id: id.toUpperCase() }],
    ["marks", { text: "\u0001\u0002\u0000 \u2028 \ud83d" }],
    ["other alphabets", { text: "Prüfe die Größe 検査 👩‍💻" }],
    ["more ids than are packed", { ids: Array.from({ length: 40 }, () => id), at: "2026-01-31T12:00:00Z" }],
    ["a long text", { text: "Mend the gate. ".repeat(5_000) }],
  ])("gives back %s", (_name, data) => {
    const json = JSON.stringify(data);

    expect(unpackData(packData(json, noon), noon)).toBe(json);
  });

  it("makes a change of status a quarter as long", () => {
    const data = { from: "idle", to: "busy", report_at: "2026-01-31T11:59:58.602473Z", build_id: id };

    const packed = packData(JSON.stringify(data), noon);

    expect(JSON.stringify(data).length).toBeGreaterThan(110);
    expect(packed.length).toBeLessThan(30);
  });
});

describe("unpackData", () => {
  it.each([
    ["nothing", []],
    ["another way of packing", [255, 1, 2, 3]],
    ["less than its first byte says", [9, 1, 2, 3]],
    ["what was never compressed", [0, 255, 255, 255]],
  ])("refuses %s", (_name, bytes) => {
    expect(() => unpackData(Uint8Array.from(bytes), noon)).toThrow();
  });

  it("still reads what the first release wrote", () => {
    const written = "FYplfj3CYUkFiyKdYoR/qIoDBtLFScMwCFUranKEphBQlQmqIcB1kg647oA2HZn0cFoEAA==";

    expect(JSON.parse(unpackData(Buffer.from(written, "base64"), noon))).toEqual({
      input_id: id,
      input_type: "text",
      input: "Please run the tests, not before 2026-01-31T11:59:58.602473Z.",
      delivery: "delivered",
    });
  });
});
