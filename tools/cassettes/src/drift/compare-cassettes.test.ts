import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import { compareCassettes } from "./compare-cassettes.ts";

const a = "12d3da3c-a2c1-4cef-adb4-deb43462a931";
const b = "48ec9fa1-6364-48b4-be56-2d17fdd11f45";

describe("compareCassettes", () => {
  it("does not mind other values, ids and numbers of repeats", () => {
    const kept = makeCassette({ request: `GET /x/${a}`, json: { id: a, [a]: 1, status: "starting", agents: [], ready: null } });
    const now = makeCassette(
      { request: `GET /x/${b}`, json: { id: b, [b]: 2, status: "starting", agents: [], ready: null } },
      { request: `GET /x/${b}`, json: { id: b, [b]: 2, status: "running", agents: [{ n: 1 }], ready: "now" } },
    );

    expect(compareCassettes(kept, now)).toEqual([]);
  });

  it("names fields that went, came and changed their type", () => {
    const kept = makeCassette({ request: "GET /x", json: { job: { error: "", gone: 1, code: 1 } } });
    const now = makeCassette({ request: "GET /x", json: { job: { error: "", come: 1, code: "1" } } });

    expect(compareCassettes(kept, now)).toEqual([
      "- GET /x .job.gone",
      "+ GET /x .job.come",
      "! GET /x .job.code was number, now string",
    ]);
  });

  it("names another status, and a body that is no JSON any more", () => {
    const kept = makeCassette({ request: "POST /x", status: 502, json: {} }, { request: "GET /y", json: {} });
    const now = makeCassette({ request: "POST /x", status: 409, json: {} }, { request: "GET /y", text: "<html>" });

    expect(compareCassettes(kept, now)).toEqual([
      "! POST /x answered 502, now 409",
      "! GET /y  was object, now undefined",
    ]);
  });

  it("names requests that went and came", () => {
    expect(compareCassettes(makeCassette({ request: "GET /x" }), makeCassette({ request: "GET /y" }))).toEqual([
      "- GET /x is no longer requested",
      "+ GET /y is requested now",
    ]);
  });
});
