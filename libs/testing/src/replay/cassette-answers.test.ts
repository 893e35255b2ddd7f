import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "../make-cassette.ts";
import { createCassetteAnswers } from "./cassette-answers.ts";

const read = (answers: ReturnType<typeof createCassetteAnswers>, key: string) =>
  answers.find(key, true)?.response.content._json;

describe("createCassetteAnswers", () => {
  it("steps through the repeats of a read and stays on the last", () => {
    const answers = createCassetteAnswers([
      makeCassette({ request: "GET /x", json: 1 }, { request: "GET /x", json: 2 }),
    ]);

    expect([read(answers, "GET /x"), read(answers, "GET /x"), read(answers, "GET /x")]).toEqual([1, 2, 2]);
  });

  it("answers a read from the epoch that the writes have reached", () => {
    const answers = createCassetteAnswers([
      makeCassette(
        { request: "GET /x", json: "before" },
        { request: "GET /x", json: "still before" },
        { request: "POST /x" },
        { request: "GET /x", json: "after" },
      ),
    ]);

    const before = read(answers, "GET /x");
    answers.find("POST /x", false);
    const after = read(answers, "GET /x");

    expect([before, after]).toEqual(["before", "after"]);
  });

  it("falls back to the last answer of the nearest earlier epoch", () => {
    const answers = createCassetteAnswers([
      makeCassette(
        { request: "GET /x", json: 1 },
        { request: "POST /x" },
        { request: "GET /x", json: 2 },
        { request: "GET /x", json: 3 },
        { request: "POST /y" },
      ),
    ]);

    answers.find("POST /x", false);
    answers.find("POST /y", false);

    expect(read(answers, "GET /x")).toBe(3);
  });

  it("knows no answer of an epoch that is not reached yet", () => {
    const answers = createCassetteAnswers([makeCassette({ request: "POST /x" }, { request: "GET /x", json: 1 })]);

    expect(answers.find("GET /x", true)).toBeUndefined();
  });

  it("gives each recording of a write once", () => {
    const answers = createCassetteAnswers([
      makeCassette({ request: "POST /x", status: 409 }, { request: "POST /x", status: 201 }),
    ]);

    const statuses = [1, 2, 3].map(() => answers.find("POST /x", false)?.response.status);

    expect(statuses).toEqual([409, 201, undefined]);
  });

  it("does not go back to an earlier epoch when writes come in another order", () => {
    const answers = createCassetteAnswers([
      makeCassette({ request: "POST /a" }, { request: "POST /b" }, { request: "GET /x", json: "end" }),
    ]);

    answers.find("POST /b", false);
    answers.find("POST /a", false);

    expect(read(answers, "GET /x")).toBe("end");
  });

  it("lists what nobody asked for, also repeats that were never reached", () => {
    const answers = createCassetteAnswers([
      makeCassette({ request: "GET /x" }, { request: "GET /x" }, { request: "POST /x", sent: { a: 1 } }),
    ]);

    answers.find("GET /x", true);

    expect(answers.unused()).toEqual(["GET /x (2 of 2)", 'POST /x {"a":1}']);
  });

  it("keeps the epochs of several cassettes apart", () => {
    const answers = createCassetteAnswers([makeCassette({ request: "POST /a" }, { request: "GET /x", json: "a" })]);
    answers.add(makeCassette({ request: "GET /y", json: "b" }));

    answers.find("POST /a", false);

    expect([read(answers, "GET /x"), read(answers, "GET /y")]).toEqual(["a", "b"]);
  });

  it("prefers the cassette whose answer has not been used", () => {
    const answers = createCassetteAnswers([
      makeCassette({ request: "GET /me", json: 1 }),
      makeCassette({ request: "GET /me", json: 2 }),
    ]);

    expect([read(answers, "GET /me"), read(answers, "GET /me"), read(answers, "GET /me")]).toEqual([1, 2, 2]);
    expect(answers.unused()).toEqual([]);
  });
});
