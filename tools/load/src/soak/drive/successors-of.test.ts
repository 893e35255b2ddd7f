import { expect, it } from "@jest/globals";
import { successorsOf } from "./successors-of.ts";

it("reads from the server's log which processes finish its work", () => {
  const log = [
    '{"left":["restart ant"],"pid":7,"message":"stopped before all work was done"}',
    '{"left":["restart bee"],"pid":42,"message":"a process of its own finishes what is left"}',
  ];

  expect(successorsOf(log)).toEqual([42]);
});
