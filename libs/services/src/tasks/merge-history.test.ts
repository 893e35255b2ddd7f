import type { GivenPrompt, StatusReport, Task } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { mergeHistory } from "./merge-history.ts";
import type { Remembered } from "./merge-history.ts";
import type { RecordedTask } from "./recorded-tasks.ts";

const at = (clock: string): string => `2026-01-01T${clock}Z`;
const prompt = (clock: string, text: string): GivenPrompt => ({ text, at: at(clock) });
const report = (clock: string, state: StatusReport["state"], message: string): StatusReport => ({
  state,
  message,
  at: at(clock),
});
const ordered = (clock: string, task: string, over: Partial<RecordedTask> = {}): RecordedTask => ({
  taskId: "00000000-0000-0000-0000-000000000001",
  task,
  isOrdered: true,
  delivery: "delivered",
  startedAt: at(clock),
  ...over,
});
const end = (clock: string, state: "completed" | "failed" | "idle", outcome = "") => ({
  state,
  outcome,
  at: at(clock),
});
const merge = (over: Partial<Remembered>) =>
  mergeHistory({ reports: [], prompts: [], recorded: [], isBusy: false, ...over });
const lines = (tasks: readonly Task[]) => tasks.map(({ task, state }) => `${state}: ${task}`);

describe("mergeHistory", () => {
  it("is what Coder knows where the log has nothing", () => {
    const tasks = merge({
      prompts: [prompt("10:00:00", "Sing")],
      reports: [report("10:00:01", "working", "Sing"), report("10:05:00", "completed", "Sung")],
    });

    expect(tasks).toEqual([
      { task: "Sing", state: "completed", outcome: "Sung", started_at: at("10:00:00"), ended_at: at("10:05:00") },
    ]);
  });

  it("is what the log knows where Coder has forgotten everything, newest first", () => {
    const tasks = merge({
      recorded: [
        ordered("10:00:00", "Sing", { end: end("10:05:00", "completed", "Sung") }),
        ordered("11:00:00", "Dance", { end: end("11:05:00", "failed", "Fell") }),
        ordered("12:00:00", "Rest", { end: end("12:05:00", "idle", "It was cancelled.") }),
        ordered("13:00:00", "Write"),
      ],
    });

    expect(lines(tasks)).toEqual(["unknown: Write", "ended: Rest", "failed: Dance", "completed: Sing"]);
    expect(tasks[3]).toEqual({
      task: "Sing",
      state: "completed",
      outcome: "Sung",
      started_at: at("10:00:00"),
      ended_at: at("10:05:00"),
    });
  });

  it("shows a task once that both know, with the end that Coder knows", () => {
    const tasks = merge({
      prompts: [prompt("10:00:02", " Sing\n the blues ")],
      reports: [report("10:00:03", "working", "Sing"), report("10:05:00", "completed", "Sung")],
      recorded: [ordered("10:00:00", "Sing the blues", { end: end("10:05:04", "idle") })],
    });

    expect(tasks).toEqual([
      {
        task: "Sing the blues",
        state: "completed",
        outcome: "Sung",
        started_at: at("10:00:02"),
        ended_at: at("10:05:00"),
      },
    ]);
  });

  it("takes the end from the log where Coder does not know it", () => {
    const tasks = merge({
      prompts: [prompt("10:00:00", "Sing")],
      reports: [report("10:00:01", "working", "Sing")],
      recorded: [ordered("10:00:00", "Sing", { end: end("10:05:00", "idle", "It was cancelled.") })],
    });

    expect(tasks).toMatchObject([{ state: "ended", outcome: "It was cancelled.", ended_at: at("10:05:00") }]);
  });

  it("takes Coder's word for the end also when that comes within 10 s after the log's", () => {
    const recorded = [ordered("10:00:00", "Sing", { end: end("10:05:00", "idle", "It was cancelled.") })];
    const reported = (clock: string) => [report("10:00:01", "working", "Sing"), report(clock, "idle", "Stopped.")];

    expect(merge({ recorded, reports: reported("10:05:09") })).toMatchObject([{ outcome: "Stopped." }]);
    expect(merge({ recorded, reports: reported("10:05:11") })).toMatchObject([{ outcome: "It was cancelled." }]);
  });

  it("keeps an outcome of which Coder has only kept the rest after it, with its pull request", () => {
    const pullRequest = "https://github.com/o/r/pull/1";

    const tasks = merge({
      reports: [report("10:05:01", "idle", "Sung")],
      recorded: [ordered("10:00:00", "Sing", { end: { ...end("10:05:00", "completed", "Sung"), pullRequest } })],
    });

    expect(tasks).toMatchObject([{ state: "completed", outcome: "Sung", pull_request: pullRequest }]);
  });

  it("gives a task its own words where Coder has only the agent's", () => {
    const tasks = merge({
      reports: [report("10:00:03", "working", "Singing"), report("10:05:00", "completed", "Sung")],
      recorded: [ordered("10:00:00", "Sing the blues")],
    });

    expect(lines(tasks)).toEqual(["completed: Sing the blues"]);
  });

  it("keeps apart what was done before a restart and after it", () => {
    const tasks = merge({
      reports: [report("12:00:00", "working", "Dancing"), report("12:10:00", "completed", "Danced")],
      recorded: [ordered("10:00:00", "Sing", { end: end("10:30:00", "completed", "Sung") })],
    });

    expect(lines(tasks)).toEqual(["completed: Dancing", "completed: Sing"]);
    expect(tasks[1]).toMatchObject({ outcome: "Sung", ended_at: at("10:30:00") });
  });

  it("does not take the rest after a restart for the end of what came before it", () => {
    const tasks = merge({
      reports: [report("12:00:00", "idle", "Hello")],
      recorded: [ordered("10:00:00", "Sing", { end: end("10:30:00", "completed", "Sung") })],
    });

    expect(tasks[0]).toMatchObject({ state: "completed", outcome: "Sung" });
  });

  it("shows what the agent began by itself as long as Coder has forgotten it, and not twice when it has not", () => {
    const observed = (clock: string, task: string) =>
      ordered(clock, task, { isOrdered: false, end: end("10:30:00", "completed", "Tidied") });

    expect(
      lines(
        merge({
          reports: [report("12:00:00", "working", "Dancing")],
          recorded: [observed("10:00:00", "Tidying")],
        }),
      ),
    ).toEqual(["working: Dancing", "completed: Tidying"]);
    expect(
      lines(
        merge({
          reports: [report("10:00:00.123456", "working", "Tidying"), report("10:29:59", "completed", "Tidied")],
          recorded: [observed("10:00:00.123", "Tidying")],
        }),
      ),
    ).toEqual(["completed: Tidying"]);
  });

  it("finds the same order given twice twice, and gives each its own time", () => {
    const tasks = merge({
      prompts: [prompt("10:00:01", "Go on"), prompt("10:01:01", "Go on")],
      recorded: [ordered("10:00:00", "Go on"), ordered("10:01:00", "Go on"), ordered("14:00:00", "Go on")],
    });

    expect(tasks.map(({ started_at }) => started_at)).toEqual([at("14:00:00"), at("10:01:01"), at("10:00:01")]);
  });

  it("knows the message that points to a file for the task in it", () => {
    const taskId = "12345678-1234-1234-1234-123456789abc";
    const pointer = `Your task is in the file /tmp/1/fleet-task-${taskId}.md (20000 characters). Read all of it.`;

    const tasks = merge({
      prompts: [prompt("10:00:01", pointer)],
      recorded: [ordered("10:00:00", "Sing long", { taskId })],
    });

    expect(lines(tasks)).toEqual(["unknown: Sing long"]);
  });

  it("ends a task before the next begins, although its end was seen later", () => {
    const tasks = merge({
      recorded: [
        ordered("10:00:00", "Sing", { end: end("10:05:10", "completed", "Sung") }),
        ordered("10:05:00", "Dance"),
      ],
    });

    expect(lines(tasks)).toEqual(["unknown: Dance", "completed: Sing"]);
    expect(tasks[1]?.ended_at).toBe("2026-01-01T10:04:59.999Z");
  });

  it("shows the last order as work while the agent works on it and reports nothing", () => {
    const recorded = [ordered("10:00:00", "Sing", { end: end("10:05:00", "idle") }), ordered("11:00:00", "Dance")];
    const doubtful = [ordered("11:00:00", "Dance", { delivery: "unknown" })];

    expect(lines(merge({ recorded, isBusy: true }))).toEqual(["working: Dance", "ended: Sing"]);
    expect(lines(merge({ recorded, isBusy: false }))[0]).toBe("unknown: Dance");
    expect(lines(merge({ recorded: doubtful, isBusy: true }))).toEqual(["unknown: Dance"]);
    expect(lines(merge({ recorded, isBusy: true, reports: [report("11:30:00", "idle", "Danced")] }))).toEqual([
      "ended: Dance",
      "ended: Sing",
    ]);
  });

  it("shows nothing twice where the agent's clock is minutes off, and puts reports to their tasks", () => {
    const recorded = [ordered("10:00:00", "Sing", { taskId: "a" }), ordered("10:20:00", "Dance", { taskId: "b" })];
    const reports = [
      report("10:00:02", "working", "Singing"),
      report("10:05:00", "completed", "Sung"),
      report("10:20:02", "working", "Dancing"),
    ];

    for (const prompts of [
      [prompt("10:07:01", "Sing"), prompt("10:27:01", "Dance")],
      [prompt("09:53:01", "Sing"), prompt("10:13:01", "Dance")],
      [prompt("10:01:01", "Sing"), prompt("10:21:01", "Dance")],
    ]) {
      const tasks = merge({ prompts, reports, recorded });

      expect(lines(tasks)).toEqual(["working: Dance", "completed: Sing"]);
      expect(tasks.map(({ started_at }) => started_at)).toEqual([
        "2026-01-01T10:20:00.000Z",
        "2026-01-01T10:00:00.000Z",
      ]);
    }
  });

  it("knows by one difference of clocks which of the same words are which order", () => {
    const recorded = [
      ordered("10:00:00", "Go on", { taskId: "a" }),
      ordered("10:10:00", "Go on", { taskId: "b" }),
      ordered("10:30:00", "Stop", { taskId: "c" }),
    ];
    const prompts = [prompt("10:10:05", "Go on"), prompt("10:20:05", "Go on"), prompt("10:40:05", "Stop")];

    expect(lines(merge({ prompts, recorded }))).toEqual(["unknown: Stop", "unknown: Go on", "unknown: Go on"]);
  });

  it("keeps an order of before a restart apart from the same words after it", () => {
    const recorded = [ordered("10:00:00", "Go on", { end: end("10:05:00", "completed") })];
    const prompts = [prompt("10:30:00", "Go on")];

    expect(merge({ prompts, recorded, beganAnew: at("10:20:00") })).toHaveLength(2);
    expect(merge({ prompts, recorded })).toHaveLength(1);
  });

  it("takes one order that is found hours away for another", () => {
    expect(merge({ prompts: [prompt("14:00:00", "Go on")], recorded: [ordered("10:00:00", "Go on")] })).toHaveLength(2);
  });

  it("does not take one slow send for a difference of clocks", () => {
    const prompts = [prompt("10:00:40", "Sing"), prompt("10:05:00", "Mine")];

    const tasks = merge({ prompts, recorded: [ordered("10:00:00", "Sing")] });

    expect(tasks.map(({ started_at }) => started_at)).toEqual([at("10:05:00"), at("10:00:40")]);
  });
});
