import { describe, expect, it } from "@jest/globals";
import { createHandWrittenAnswers } from "./hand-written-answers.ts";

describe("createHandWrittenAnswers", () => {
  it("lists what nobody requested", () => {
    const answers = createHandWrittenAnswers();

    answers.add("GET", "/x?b=1&a=2", "hang");

    expect(answers.unused()).toEqual(["GET /x?a=2&b=1"]);
  });

  it("leaves other requests to the recordings", () => {
    const answers = createHandWrittenAnswers();
    answers.add("GET", "/x", { status: 500 });
    const sent = { method: "POST", url: "/x", body: undefined, headers: {} };

    expect(answers.override(sent, new AbortController().signal)).toBeUndefined();
    expect(answers.unused()).toEqual(["GET /x"]);
  });
});
