import type { AlertRule, NewFleetEvent } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../../test/make-event.ts";
import { makeLedger } from "../../../test/make-ledger.ts";
import { makeRecord } from "../../../test/make-record.ts";
import { judgeAgent } from "./agent-rules.ts";
import { defaultThresholds } from "./alert-thresholds.ts";
import type { AgentFacts } from "./verdict.ts";

const noon = Date.parse("2026-01-01T12:00:00.000Z");
const { build } = makeRecord();

interface Case extends Partial<Omit<AgentFacts, "seen" | "now">> {
  readonly seen?: AgentRecord;
  readonly after?: readonly NewFleetEvent[];
  /** Since noon, when the log was written. */
  readonly minutes: number;
}

function judge(rule: AlertRule, { seen = makeRecord(), after = [], minutes, words, medianMs }: Case) {
  const ledger = makeLedger(makeAdopted("otter", { status: seen.summary.status }), ...after);
  const agent = ledger.agents.get("otter-1");
  if (!agent) throw new Error("the log does not know the agent");
  const now = noon + minutes * 60_000;
  return judgeAgent({ now, agent, seen, words, medianMs, thresholds: defaultThresholds }).get(rule);
}

const started = (origin: "ordered" | "observed" = "ordered", at?: string) =>
  makeEvent("otter-1", "task_started", { task_id: "t1", task: "fix it", origin }, at);

describe("start_failed and delete_failed", () => {
  const failed = (transition: "start" | "stop" | "delete") =>
    makeRecord(
      { status: "failed", status_reason: `${transition} failed: "no quota"` },
      { build: { ...build, id: "build-7", transition } },
    );

  it("say which build failed and why", () => {
    const start = judge("start_failed", { seen: failed("start"), minutes: 0 });

    expect(start).toEqual({
      severity: "critical",
      cause: "build-7",
      evidence: 'Its start failed: "no quota".',
      isDue: true,
    });
    expect(judge("delete_failed", { seen: failed("delete"), minutes: 0 })).toMatchObject({ severity: "warning" });
  });

  it("say nothing about each other's builds, nor about an agent that is up", () => {
    expect(judge("delete_failed", { seen: failed("start"), minutes: 0 })).toBeUndefined();
    expect(judge("start_failed", { seen: failed("delete"), minutes: 0 })).toBeUndefined();
    expect(judge("start_failed", { minutes: 0 })).toBeUndefined();
  });

  it("take a stop that failed for a start that did not come", () => {
    expect(judge("start_failed", { seen: failed("stop"), minutes: 0 })).toMatchObject({ cause: "build-7" });
  });
});

describe("offline", () => {
  const seen = makeRecord({ status: "offline", status_reason: "its machine has lost the connection" });

  it("is due when it has lasted for more than a minute", () => {
    expect(judge("offline", { seen, minutes: 1 })).toMatchObject({ isDue: false });
    expect(judge("offline", { seen, minutes: 1.1 })).toEqual({
      severity: "warning",
      cause: "2026-01-01T12:00:00.000Z",
      evidence: "Offline for 66 s: its machine has lost the connection.",
      isDue: true,
    });
  });

  it("cannot be judged while the log does not know of it, and is over when the agent is back", () => {
    const stale = [makeEvent("otter-1", "agent_status_changed", { to: "idle" })];

    expect(judge("offline", { seen, after: stale, minutes: 5 })).toBe("unknown");
    expect(judge("offline", { minutes: 5 })).toBeUndefined();
  });
});

describe("task_failed", () => {
  const failed = makeEvent("otter-1", "task_failed", { task_id: "t1", outcome: 'no "disk"' });

  it("holds until the agent is given something else", () => {
    const next = makeEvent("otter-1", "task_started", { task_id: "t2", task: "again", origin: "ordered" });

    expect(judge("task_failed", { after: [started(), failed], minutes: 0 })).toEqual({
      severity: "warning",
      cause: "t1",
      evidence: `Its task "fix it" failed; it said "no 'disk'".`,
      isDue: true,
    });
    expect(judge("task_failed", { after: [started(), failed, next], minutes: 0 })).toBeUndefined();
  });

  it("needs no outcome", () => {
    const silent = makeEvent("otter-1", "task_failed", { task_id: "t1" });

    expect(judge("task_failed", { after: [started(), silent], minutes: 0 })).toMatchObject({
      evidence: 'Its task "fix it" failed.',
    });
  });
});

describe("no_output", () => {
  const seen = makeRecord({ status: "busy" });
  const heardFor = (minutes: number) => ({ hash: "abc", since: noon, until: noon + minutes * 60_000 });
  const words = heardFor(60);

  it("is due when the same words have been the last for 10 min", () => {
    expect(judge("no_output", { seen, words: heardFor(9.9), minutes: 9.9 })).toMatchObject({ isDue: false });
    expect(judge("no_output", { seen, words: heardFor(10), minutes: 10 })).toEqual({
      severity: "warning",
      cause: "2026-01-01T12:00:00.000Z abc",
      evidence: "Busy, but nothing new in its conversation for 10 min.",
      isDue: true,
    });
  });

  it("says nothing of the time after the conversation was last read", () => {
    expect(judge("no_output", { seen, words: heardFor(9), minutes: 60 })).toMatchObject({ isDue: false });
  });

  it("cannot be judged without the conversation or before the log knows that it is busy", () => {
    const stale = [makeEvent("otter-1", "agent_status_changed", { to: "idle" })];

    expect(judge("no_output", { seen, minutes: 60 })).toBe("unknown");
    expect(judge("no_output", { seen, words, after: stale, minutes: 60 })).toBe("unknown");
  });

  it("is over when the agent rests", () => {
    expect(judge("no_output", { words, minutes: 60 })).toBeUndefined();
  });
});

describe("waiting_for_answer", () => {
  it("is about an agent that Coder itself calls waiting, whatever it said", () => {
    const seen = makeRecord({}, { isWaiting: true });

    expect(judge("waiting_for_answer", { seen, minutes: 3 })).toMatchObject({
      evidence: "It waits for an answer to a question of its own.",
      isDue: true,
    });
  });

  const heard = { hash: "abc", since: noon, until: noon };
  const asking = makeRecord(
    {},
    { reports: [{ state: "idle", message: "Shall I delete it?", at: "2026-01-01T11:59:00Z" }] },
  );

  it("is due when the question has stood for more than 2 min", () => {
    expect(judge("waiting_for_answer", { seen: asking, minutes: 1 })).toMatchObject({ isDue: false });
    expect(judge("waiting_for_answer", { seen: asking, minutes: 2.1 })).toEqual({
      severity: "warning",
      cause: "2026-01-01T12:00:00.000Z",
      evidence: 'It waits for an answer to "Shall I delete it?".',
      isDue: true,
    });
  });

  it("is due at once when it stood long before the log first saw the agent", () => {
    expect(judge("waiting_for_answer", { seen: asking, minutes: 1.1 })).toMatchObject({ isDue: true });
  });

  it("takes the conversation's last words where the report is no question", () => {
    const [said, words] = [heard, { ...heard, question: "Which branch?" }];

    expect(judge("waiting_for_answer", { words, minutes: 3 })).toMatchObject({
      evidence: 'It waits for an answer to "Which branch?".',
    });
    expect(judge("waiting_for_answer", { words: said, minutes: 3 })).toBeUndefined();
  });

  it("leaves open what it asked in its present rest, and nothing else, while its words are unknown", () => {
    expect(judge("waiting_for_answer", { minutes: 60 })).toMatchObject({
      cause: "2026-01-01T12:00:00.000Z",
      isDue: false,
    });
  });

  it("is another one after work that nobody saw: by its reports, or by the task that it was given", () => {
    const words = { ...heard, question: "Which branch?" };
    const report = (state: "idle" | "working", at: string) => ({ state, message: "ok", at });
    const reports = [report("idle", "2026-01-01T12:05:00.123456Z"), report("working", "2026-01-01T12:04:58Z")];
    const repeated = [report("idle", "2026-01-01T12:06:00Z"), ...reports];
    const done = makeEvent("otter-1", "task_succeeded", { task_id: "t1", reported: false }, "2026-01-01T12:07:00.000Z");

    const causes = [
      judge("waiting_for_answer", { words, minutes: 9 }),
      judge("waiting_for_answer", { words, minutes: 9, seen: makeRecord({}, { reports }) }),
      judge("waiting_for_answer", { words, minutes: 9, seen: makeRecord({}, { reports: repeated }) }),
      judge("waiting_for_answer", { words, minutes: 9, after: [started("ordered", "2026-01-01T12:01:00Z"), done] }),
    ].map((verdict) => verdict !== "unknown" && verdict?.cause);

    expect(causes).toEqual([
      "2026-01-01T12:00:00.000Z",
      "2026-01-01T12:05:00.123Z",
      "2026-01-01T12:05:00.123Z",
      "2026-01-01T12:07:00.000Z",
    ]);
  });

  it("is over when the agent works or was given something", () => {
    const given = [started("ordered", "2026-01-01T12:01:00.000Z")];

    expect(judge("waiting_for_answer", { seen: makeRecord({ status: "busy" }), minutes: 3 })).toBeUndefined();
    expect(judge("waiting_for_answer", { seen: asking, after: given, minutes: 3 })).toBeUndefined();
  });

  it("cannot be judged before the log knows that it is idle", () => {
    const stale = [makeEvent("otter-1", "agent_status_changed", { to: "busy" })];

    expect(judge("waiting_for_answer", { seen: asking, after: stale, minutes: 3 })).toBe("unknown");
  });
});

describe("task_too_long", () => {
  it("is due when a task takes more than three times the median of its project", () => {
    const after = [started()];

    expect(judge("task_too_long", { after, medianMs: 60_000, minutes: 3 })).toMatchObject({ isDue: false });
    expect(judge("task_too_long", { after, medianMs: 60_000, minutes: 3.1 })).toEqual({
      severity: "info",
      cause: "t1",
      evidence: 'Its task "fix it" has taken 3 min; the median of its project is 60 s.',
      isDue: true,
    });
  });

  it("is not judged without a median or without a running task", () => {
    const over = [started(), makeEvent("otter-1", "task_succeeded", { task_id: "t1", reported: true })];

    expect(judge("task_too_long", { after: [started()], minutes: 600 })).toBeUndefined();
    expect(judge("task_too_long", { after: over, medianMs: 1, minutes: 600 })).toBeUndefined();
  });
});
