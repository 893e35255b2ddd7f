import { describe, expect, it } from "@jest/globals";
import { sqliteError } from "./sqlite-error.ts";

const thrown = (errcode?: number) => Object.assign(new Error("raw words"), { code: "ERR_SQLITE_ERROR", errcode });

describe("sqliteError", () => {
  it.each([
    [5, "locked"],
    [8, "read_only"],
    [10, "broken"],
    [11, "corrupt"],
    [13, "full"],
    [14, "missing"],
    [26, "corrupt"],
    // SQLITE_IOERR_FSYNC: the primary code is in the lowest byte.
    [1034, "broken"],
    [99, "broken"],
    [undefined, "broken"],
  ])("reads result code %s as %s, in our words and with a next step", (code, reason) => {
    const error = sqliteError(thrown(code), "/data/events.db");

    expect(error).toMatchObject({ reason, code: "unavailable", hint: expect.any(String) });
    expect(String(error)).toContain("/data/events.db");
    expect(String(error)).not.toContain("raw words");
  });

  it.each([new Error("other"), Object.assign(new Error("no such file"), { code: "ENOENT" }), "text"])(
    "leaves %p as it is",
    (error) => {
      expect(sqliteError(error, "f")).toBe(error);
    },
  );
});
