import { expect, it } from "@jest/globals";
import { judgeAnswers } from "./judge-answers.ts";

it("finds odd answers and internal errors, each by itself", () => {
  expect(judgeAnswers({ odd: ["a", "b"], internal: ["c"] })).toEqual([
    { check: "answer is neither a result nor an error code", what: "a" },
    { check: "answer is neither a result nor an error code", what: "b" },
    { check: "internal error", what: "c" },
  ]);
});
