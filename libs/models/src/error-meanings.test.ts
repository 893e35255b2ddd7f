import { describe, expect, it } from "@jest/globals";
import { errorMeanings } from "./error-meanings.ts";
import { ErrorCode } from "./fleet-error.ts";

describe("errorMeanings", () => {
  it("has one sentence for every code and no other", () => {
    expect(Object.keys(errorMeanings).toSorted()).toEqual(ErrorCode.options.toSorted());
    expect(Object.values(errorMeanings).filter((meaning) => !/^[A-Z][^\n]+[.]$/.test(meaning))).toEqual([]);
  });
});
