import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import { scrub } from "./scrub.ts";

const faultsIn = (text: string) => scrub(makeCassette({ request: "GET /x", json: { text } }));

describe("scrub", () => {
  it.each([
    ["a session token of Coder", `${"a1B2c3D4e5"}-${"f6G7h8I9j0".repeat(2)}k1`],
    ["a bearer token", "Authorization: Bearer abcdefghijkl"],
    ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0"],
    ["a token of a code host or model provider", `ghp_${"a".repeat(36)}`],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["a password in a URL", "https://kim:hunter2@git.example.com/x"],
    ["an e-mail address", "kim@acme.io wrote"],
    ["a host name in a URL", "see https://coder.acme.io/login"],
    ["a host name in a URL", "see https://build-host:8080/x"],
    ["a host name", "resolve db.prod.acme.internal failed"],
    ["an IP address", "dial tcp 10.0.3.17:3284"],
  ])("refuses %s", (what, text) => {
    expect(faultsIn(text)).toContain(`log.entries[0].response.content._json.text holds ${what}`);
  });

  it.each([
    "riley@example.com and sam@agents.example.org",
    "https://coder.example.com/x and https://git.example.com/acme/shop.git",
    "http://localhost:3284/status, http://127.0.0.1:80 and ws://[::1]:1/x",
    "dial context: connection refused 127.0.0.1:3284",
    "main.ts, package.json, index.js, v2.31.9, 1.2.3 and users.noreply",
    "finch.main/apps/ai/status",
    "https://github.com/coder/coder and https://coder.com/docs",
    "00000000-0000-4000-8000-000000000001",
    "e.g. this sentence.And that one",
    "Workspace names: a-z, 0-9 and hyphens",
  ])("lets pass: %s", (text) => {
    expect(faultsIn(text)).toEqual([]);
  });

  it("looks at queries, request bodies and the names of fields, and never quotes the secret", () => {
    const faults = scrub(
      makeCassette({ request: "POST /x?user=kim%40acme.io", sent: { "kim@acme.io": 1 }, json: ["https://acme.io"] }),
    );

    expect(faults).toEqual([
      "log.entries[0].request.url holds a host name",
      "a name at log.entries[0].request.postData._json holds an e-mail address",
      "log.entries[0].response.content._json[0] holds a host name in a URL",
    ]);
    expect(faults.join()).not.toContain("acme");
  });

  it("refuses every header that is not on the list", () => {
    const headers = [{ name: "Set-Cookie", value: "x" }, { name: "retry-after", value: "1" }];

    expect(scrub(makeCassette({ request: "GET /x", headers }))).toEqual(["log.entries[0] holds the header Set-Cookie"]);
  });
});
