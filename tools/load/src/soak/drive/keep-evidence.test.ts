import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "@jest/globals";
import { keepEvidence } from "./keep-evidence.ts";

const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-evidence-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("keeps the server's log and the truth beside the event log", async () => {
  const stay = { workspaceId: "w1", name: "ant", status: "idle", fromMs: 1, toMs: 2 };

  const kept = await keepEvidence(folder, { log: ["one", "two"], stays: [stay], truth: { agents: [] } });

  const read = (name: string) => readFileSync(join(kept, name), "utf8");
  expect(read("server.log")).toBe("one\ntwo\n");
  expect(JSON.parse(read("stays.json"))).toEqual([stay]);
  expect(JSON.parse(read("truth.json"))).toEqual({ agents: [] });
});
