import { describe, expect, it } from "@jest/globals";
import { writeCassette } from "../test/write-cassette.ts";
import { parseCassette, readCassette } from "./read-cassette.ts";

describe("readCassette", () => {
  it("reads any file that ends in .har", () => {
    const file = writeCassette({ request: "GET /x", json: { a: 1 } });

    expect(readCassette(file).log.entries[0]?.response.content._json).toEqual({ a: 1 });
  });

  it("says which cassette is missing", () => {
    expect(() => readCassette("no/such")).toThrow(/cassettes\/no\/such\.har/);
  });
});

describe("parseCassette", () => {
  it("says where a file is no cassette", () => {
    expect(() => parseCassette('{"log":{"version":"1.1"}}', "old.har")).toThrow(
      /^old\.har is not a cassette:[^]*version/,
    );
  });

  it("says that a file is not JSON", () => {
    expect(() => parseCassette("<html>", "page.har")).toThrow("page.har is not JSON.");
  });
});
