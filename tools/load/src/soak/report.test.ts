import { describe, expect, it } from "@jest/globals";
import { createLedger } from "./managers/ledger.ts";
import { report } from "./report.ts";
import type { SoakOutcome } from "./report.ts";

const mb = 2 ** 20;
const start = { tool: "start_agent_task", input: { agent_name: "ant", task: "Sing" } } as const;

function outcome(changes: Partial<SoakOutcome> = {}): SoakOutcome {
  const ledger = createLedger();
  ledger.note(start, { kind: "result", value: { receipt: { delivered: "yes" } } });
  ledger.note(start, { kind: "refusal", code: "busy", text: "busy: no." });
  ledger.note(start, { kind: "refusal", code: "offline", text: "offline: no." });
  ledger.note(start, { kind: "refusal", code: "offline", text: "offline: no." });
  ledger.abandon(start);
  return {
    ledger,
    elapsedMs: 20_400,
    deliveries: 12,
    builds: 34,
    deletions: 5,
    struck: { reset: 2, slow: 7 },
    memory: { medianBytes: 120 * mb, growthBytes: 3.2 * mb },
    log: { events: 345, looks: 12, pauseMs: 7_200, kills: 6 },
    findings: [],
    ...changes,
  };
}

describe("report", () => {
  it("counts what was asked and answered, and what happened", () => {
    const text = report(outcome());

    expect(text).toMatch(/^ {2}start_agent_task +1 results +1 abandoned +offline 2, busy 1$/m);
    expect(text).toMatch(/^ {2}delete_agent +0 results +0 abandoned$/m);
    expect(text).toContain("5 calls in 20 s; 1 receipts yes, 0 queued, 0 unknown; 0 agents reported deleted");
    expect(text).toContain("Coder: 12 prompts delivered, 34 builds, 5 agents deleted");
    expect(text).toContain("faults struck: slow 7, reset 2");
    expect(text).toContain("server: 120 MB in the second half, trend +3 MB");
    expect(text).toContain("event log: 345 events of 12 looks, 7 s apart at most; 6 observers killed");
    expect(text).toMatch(/\npassed: everything that was promised held$/);
  });

  it("says what was not there", () => {
    const text = report(outcome({ struck: {}, memory: undefined }));

    expect(text).toContain("faults struck: none");
    expect(text).toContain("server: memory not judged, too few samples");
  });

  it("shows memory that shrank", () => {
    expect(report(outcome({ memory: { medianBytes: 100 * mb, growthBytes: -2 * mb } }))).toContain("trend -2 MB");
  });

  it("shows what failed by check, the first few of each, and their number at the end", () => {
    const lost = Array.from({ length: 7 }, (_, index) => ({ check: "accepted prompt lost", what: `number ${index}` }));

    const text = report(outcome({ findings: [...lost, { check: "server crashed", what: "with 1" }] }));

    expect(text).toContain("accepted prompt lost: 7\n  number 0\n  number 1\n");
    expect(text).toContain("  number 4\n  and 2 more\nserver crashed: 1\n  with 1\nfailed: 8 findings");
    expect(text).not.toContain("passed");
  });

  it("says where the evidence of findings is", () => {
    const findings = [{ check: "server crashed", what: "with 1" }];

    expect(report(outcome({ findings, evidence: "/tmp/kept" }))).toMatch(/failed: 1 finding\nevidence: \/tmp\/kept$/);
  });

  it("counts a single finding as one", () => {
    expect(report(outcome({ findings: [{ check: "server crashed", what: "with 1" }] }))).toMatch(/failed: 1 finding$/);
  });
});
