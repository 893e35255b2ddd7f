import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "./make-cassette.ts";
import { isRead, parseBody, recordedKey, requestKey } from "./request-key.ts";

describe("requestKey", () => {
  it("sorts the query and decodes it", () => {
    expect(requestKey("GET", "/api/v2/workspaces?q=owner%3Ame&limit=100", undefined)).toBe(
      "GET /api/v2/workspaces?limit=100&q=owner:me",
    );
  });

  it("is the same for both spellings of a space", () => {
    expect(requestKey("GET", "/w?q=a+b", undefined)).toBe(requestKey("GET", "/w?q=a%20b", undefined));
  });

  it("does not depend on the order of keys in a body", () => {
    expect(requestKey("POST", "/x", { b: [{ d: 1, c: null }], a: "" })).toBe('POST /x {"a":"","b":[{"c":null,"d":1}]}');
  });

  it("ignores the body of a read", () => {
    expect(requestKey("get", "/x", { a: 1 })).toBe("GET /x");
  });

  it("keeps a body that is not JSON as text", () => {
    expect(requestKey("POST", "/x", parseBody("raw text"))).toBe('POST /x "raw text"');
  });
});

describe("recordedKey", () => {
  it("is the key of the same request when it is sent", () => {
    const [entry] = makeCassette({ request: "POST /x?b=2&a=1", sent: { z: 1, y: 2 } }).log.entries;

    expect(entry && recordedKey(entry)).toBe(requestKey("POST", "/x?a=1&b=2", { y: 2, z: 1 }));
  });

  it("reads JSON out of a body recorded as text", () => {
    const [entry] = makeCassette({ request: "POST /x" }).log.entries;
    if (entry) entry.request.postData = { mimeType: "text/plain", text: '{"b":1,"a":2}' };

    expect(entry && recordedKey(entry)).toBe('POST /x {"a":2,"b":1}');
  });
});

describe("isRead", () => {
  it("counts GET and HEAD as reads, everything that changes something as writes", () => {
    expect(["GET", "head", "POST", "PATCH", "DELETE"].map(isRead)).toEqual([true, true, false, false, false]);
  });
});
