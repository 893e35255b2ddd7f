import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import { createRecordingAnswers } from "./recording-answers.ts";

type Answers = ReturnType<typeof createRecordingAnswers>;
const read = (answers: Answers, key: string) => answers.find(key, true)?.response.content._json;

describe("createRecordingAnswers", () => {
  it("keeps the epochs of the first recording", () => {
    const answers = createRecordingAnswers([
      makeCassette({ request: "GET /x", json: 1 }, { request: "POST /x" }, { request: "GET /x", json: 2 }),
    ]);

    const before = read(answers, "GET /x");
    answers.find("POST /x", false);

    expect([before, read(answers, "GET /x"), answers.find("POST /x", false)]).toEqual([1, 2, undefined]);
  });

  it("answers an immutable resource from a later moment", () => {
    const key = "GET /api/v2/templateversions/1/presets";
    const answers = createRecordingAnswers([makeCassette({ request: "POST /x" }, { request: key, json: "presets" })]);

    expect(read(answers, key)).toBe("presets");
  });

  it("answers an immutable resource from another recording", () => {
    const key = "GET /api/v2/workspacebuilds/1/parameters";
    const answers = createRecordingAnswers([makeCassette(), makeCassette({ request: "POST /x" }, { request: key, json: 7 })]);

    expect(read(answers, key)).toBe(7);
  });

  it("answers nothing else before its time, unless it is asked to", () => {
    const recording = makeCassette({ request: "POST /x" }, { request: "GET /apps/ai/status", json: "later" });

    expect(read(createRecordingAnswers([recording]), "GET /apps/ai/status")).toBeUndefined();
    expect(read(createRecordingAnswers([recording], { ahead: ["/apps/ai"] }), "GET /apps/ai/status")).toBe("later");
  });

  it("steps ahead through one epoch only, and leaves it whole for its time", () => {
    const key = "GET /status";
    const answers = createRecordingAnswers(
      [
        makeCassette(
          { request: key, json: "old" },
          { request: "POST /a" },
          { request: "POST /b" },
          { request: key, json: "busy" },
          { request: key, json: "idle" },
          { request: "POST /c" },
          { request: key, json: "gone" },
        ),
      ],
      { ahead: ["/status"] },
    );
    answers.find("POST /a", false);

    const ahead = [read(answers, key), read(answers, key), read(answers, key)];
    answers.find("POST /b", false);
    const inTime = [read(answers, key), read(answers, key)];

    expect(ahead).toEqual(["busy", "idle", "idle"]);
    expect(inTime).toEqual(["busy", "idle"]);
  });

  it("answers for a label what a list of chats holds of it, and no chat before it is created", () => {
    const list = "GET /api/experimental/chats?limit=100&offset=0";
    const labelled = "GET /api/experimental/chats?label=fleet-mcp/agent:ant&limit=100&offset=0";
    const ant = { id: "1", labels: { "fleet-mcp/agent": "ant" } };
    const create = "POST /api/experimental/chats";
    const answers = createRecordingAnswers([
      makeCassette(
        { request: "POST /x" },
        { request: create, sent: { text: "Sing" }, json: ant },
        { request: list, json: [ant, { id: "2", labels: { "fleet-mcp/agent": "bee" } }, { id: "3" }] },
      ),
    ]);

    const before = read(answers, labelled);
    answers.find(`${create} {"text":"Sing"}`, false);

    expect([before, read(answers, labelled)]).toEqual([[], [ant]]);
    expect(read(answers, "GET /api/experimental/chats?label=a:b&limit=5&offset=0")).toBeUndefined();
  });

  it("leaves an answer that is no list of chats as it is", () => {
    const answers = createRecordingAnswers([
      makeCassette({ request: "GET /api/v2/chats?limit=1", status: 404, json: { message: "Route not found." } }),
    ]);

    expect(read(answers, "GET /api/v2/chats?label=a:b&limit=1")).toEqual({ message: "Route not found." });
  });

  it("takes from other recordings only reads that the first never saw", () => {
    const answers = createRecordingAnswers([
      makeCassette({ request: "POST /x" }, { request: "GET /later", json: 1 }),
      makeCassette(
        { request: "GET /me", json: "a" },
        { request: "POST /y" },
        { request: "GET /me", json: "b" },
        { request: "GET /later", json: 2 },
      ),
    ]);

    expect([read(answers, "GET /me"), read(answers, "GET /me"), read(answers, "GET /me")]).toEqual(["a", "b", "b"]);
    expect(read(answers, "GET /later")).toBeUndefined();
    expect(answers.find("POST /y", false)).toBeUndefined();
    expect(answers.keys()).toEqual(["POST /x", "GET /later", "GET /me"]);
  });
});
