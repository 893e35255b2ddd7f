import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readRecording } from "./read-recording.ts";

function recordingOf(...messages: readonly unknown[]) {
  const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-recording-"));
  const file = join(folder, "recording.jsonl");
  const lines = messages.map((message) => JSON.stringify({ from: "client", line: JSON.stringify(message) }));
  writeFileSync(file, `${lines.join("\n")}\n{"from":"client","li`);
  const recording = readRecording(file);
  rmSync(folder, { recursive: true });
  return recording;
}

const modern = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "new", version: "2" },
};

describe("readRecording", () => {
  it("takes the revision of the handshake", () => {
    const hello = {
      method: "initialize",
      params: { protocolVersion: "2030-01-01", clientInfo: { name: "old", version: "1" } },
    };
    const answer = { id: 1, result: { protocolVersion: "2025-11-25" } };

    expect(recordingOf(hello, answer)).toEqual({ identity: "old 1", revision: "2025-11-25" });
  });

  it("takes the revision of the requests when the server speaks it", () => {
    const hello = { method: "server/discover", params: { _meta: modern } };
    const answer = { id: 1, result: { supportedVersions: ["2026-07-28"] } };
    const list = { id: 2, result: { tools: [{}, {}] } };

    expect(recordingOf(hello, answer, list)).toEqual({ identity: "new 2", revision: "2026-07-28", tools: 2 });
  });

  it("knows no revision when the server did not agree to one", () => {
    const hello = { method: "server/discover", params: { _meta: modern } };

    expect(recordingOf(hello, { id: 1, error: { code: -32601 } })).toEqual({ identity: "new 2" });
  });

  it("is empty when nobody came", () => {
    expect(readRecording("/no/such/recording")).toEqual({});
  });
});
