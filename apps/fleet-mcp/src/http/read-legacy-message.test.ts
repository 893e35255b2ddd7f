import { describe, expect, it } from "@jest/globals";
import { readLegacyMessage } from "./read-legacy-message.ts";

const alone = { headers: {} };
const inSession = { headers: { "mcp-session-id": "some", "mcp-protocol-version": "2025-11-25" } };
const inSession2026 = { headers: { "mcp-session-id": "some", "mcp-protocol-version": "2026-07-28" } };

const call = (id: number | string) => ({ jsonrpc: "2.0", id, method: "tools/list", params: {} });
const cancel = (requestId: number | string) => ({
  jsonrpc: "2.0",
  method: "notifications/cancelled",
  params: { requestId },
});
const initialize = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "0" } },
};
const bytesOf = (message: unknown): Buffer => Buffer.from(JSON.stringify(message));

describe("readLegacyMessage", () => {
  it("finds the calls of a message in a session, and those that it takes back", () => {
    const batch = [call(1), cancel("two"), call("three"), { jsonrpc: "2.0", id: 4, result: {} }];

    const messages = [call(1), cancel(7), batch].map((message) => readLegacyMessage(inSession, bytesOf(message)));

    expect(messages).toEqual([
      { requestIds: [1], cancelledIds: [] },
      { requestIds: [], cancelledIds: [7] },
      { requestIds: [1, "three"], cancelledIds: ["two"] },
    ]);
  });

  it("knows the message that begins a session, also behind a byte order mark", () => {
    const [plain, marked] = [bytesOf(initialize), Buffer.from(`\uFEFF${JSON.stringify(initialize)}`)];

    const messages = [plain, marked].map((bytes) => readLegacyMessage(alone, bytes));

    const beginning = { requestIds: [0], cancelledIds: [] };
    expect(messages).toEqual([beginning, beginning]);
  });

  it.each([
    ["a call without a session", alone, bytesOf(call(1))],
    ["a call without a session that speaks of initialize", alone, bytesOf({ ...call(1), method: "initialize" })],
    ["what is no JSON", inSession, Buffer.from("{")],
    ["what is no message", inSession, bytesOf({ jsonrpc: "1.0" })],
    ["a call of 2026, which belongs to no session", inSession2026, bytesOf(call(1))],
  ])("leaves %s to others", (_name, request, bytes) => {
    expect(readLegacyMessage(request, bytes)).toBeUndefined();
  });
});
