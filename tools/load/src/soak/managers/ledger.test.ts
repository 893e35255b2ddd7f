import { describe, expect, it } from "@jest/globals";
import { createLedger } from "./ledger.ts";
import type { ReadAnswer } from "./read-answer.ts";
import type { ToolCall } from "./tool-call.ts";

const start: ToolCall = { tool: "start_agent_task", input: { agent_name: "ant", task: "Sing" } };
const remove: ToolCall = { tool: "delete_agent", input: { agent_name: "Ant" } };
const create: ToolCall = { tool: "create_agent", input: { name: "ant", project: "docs-site", task: "Sing" } };

const result = (value: unknown): ReadAnswer => ({ kind: "result", value });
const receipt = (delivered: string) => result({ receipt: { delivered } });
const changed = (status: string) => result({ agent: { name: "ant", status } });

describe("createLedger", () => {
  it("keeps prompts whose receipts say yes, and counts those that say unknown", () => {
    const ledger = createLedger();

    ledger.note(start, receipt("yes"));
    ledger.note(start, receipt("unknown"));

    expect(ledger.accepted).toEqual([{ agent: "ant", prompt: "Sing" }]);
    expect(ledger.unknownReceipts()).toBe(1);
  });

  it("keeps apart what is only queued", () => {
    const ledger = createLedger();

    ledger.note(start, receipt("queued"));

    expect(ledger.queued).toEqual([{ agent: "ant", prompt: "Sing" }]);
    expect(ledger.accepted).toEqual([]);
    expect(ledger.unknownReceipts()).toBe(0);
  });

  it("keeps who was to be halted, also by calls that came to nothing", () => {
    const ledger = createLedger();

    ledger.note(start, receipt("yes"));
    ledger.note({ tool: "cancel_agent_task", input: { agent_name: "bee" } }, { kind: "odd", why: "is odd" });
    ledger.abandon({ tool: "restart_agent", input: { agent_name: "cod" } });
    ledger.fail(remove, new Error("closed"));

    expect(ledger.halted).toEqual(new Set(["bee", "cod", "ant"]));
  });

  it("keeps first tasks of created agents", () => {
    const ledger = createLedger();

    ledger.note(create, changed("starting"));
    ledger.note({ tool: "create_agent", input: { name: "bee", project: "docs-site" } }, changed("starting"));

    expect(ledger.created).toEqual([{ agent: "ant", prompt: "Sing" }]);
  });

  it("keeps who is gone and who is going, by the name that was answered", () => {
    const ledger = createLedger();

    ledger.note(remove, changed("deleted"));
    ledger.note(remove, changed("deleting"));
    ledger.note(remove, changed("canceling"));

    expect(ledger.deleted).toEqual(["ant"]);
    expect(ledger.deleting).toEqual(["ant"]);
  });

  it("counts every call once, by tool and outcome", () => {
    const ledger = createLedger();

    ledger.note(start, receipt("yes"));
    ledger.note(start, { kind: "refusal", code: "busy", text: "busy: no." });
    ledger.note(start, { kind: "refusal", code: "busy", text: "busy: no." });
    ledger.abandon(start);
    ledger.note(start, { kind: "odd", why: "is odd" });
    ledger.fail(start, new Error("closed"));

    expect(ledger.tallies.get("start_agent_task")).toEqual({
      results: 1,
      abandoned: 1,
      refusals: new Map([["busy", 2]]),
    });
    expect(ledger.calls()).toBe(6);
  });

  it("tells odd answers and failures with their calls", () => {
    const ledger = createLedger();

    ledger.note(remove, { kind: "odd", why: "has no structured content: {}" });
    ledger.fail(remove, new Error("closed"));

    expect(ledger.odd).toEqual([
      'the answer to delete_agent({"agent_name":"Ant"}) has no structured content: {}',
      'delete_agent({"agent_name":"Ant"}) failed: Error: closed',
    ]);
  });

  it("tells faults of the server itself", () => {
    const ledger = createLedger();

    ledger.note(remove, { kind: "refusal", code: "internal", text: "internal: The server failed unexpectedly." });

    expect(ledger.internal).toEqual([
      'delete_agent({"agent_name":"Ant"}) answered internal: The server failed unexpectedly.',
    ]);
  });
});
