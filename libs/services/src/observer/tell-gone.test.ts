import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { tellGone } from "./tell-gone.ts";

// Clocks may count finer than milliseconds.
const laterMs = Date.parse("2026-01-01T12:01:00.000Z") + 0.25;
const started = (id: string) => makeEvent("otter-1", "task_started", { task_id: id, task: "x", origin: "ordered" });

describe("tellGone", () => {
  it("fails every task that the agent took with it", () => {
    const agent = makeLedger(makeAdopted("otter"), started("t1"), started("t2")).agents.get("otter-1");

    const told = agent ? tellGone(agent, laterMs) : [];

    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ["task_failed", { task_id: "t1", outcome: "The agent was deleted while it worked on it.", duration_ms: 60_000 }],
      ["task_failed", { task_id: "t2", outcome: "The agent was deleted while it worked on it.", duration_ms: 60_000 }],
      ["agent_deleted", { by: "others" }],
    ]);
  });
});
