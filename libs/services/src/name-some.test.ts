import { expect, it } from "@jest/globals";
import { nameSome } from "./name-some.ts";

it.each([
  [["a"], 2, "a"],
  [["a", "b"], 2, "a, b"],
  [["a", "b", "c", "d"], 2, "a, b and 2 more"],
])("names of %j at most %i", (names, most, said) => {
  expect(nameSome(names, most)).toBe(said);
});
