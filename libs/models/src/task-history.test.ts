import { describe, expect, it } from "@jest/globals";
import { taskHistory } from "./task-history.ts";
import type { StatusReport } from "./task-history.ts";

const at = (second: string): string => `2026-11-21T09:15:${second}Z`;
const report = (state: StatusReport["state"], second: string, message = ""): StatusReport => ({
  state,
  message,
  at: at(second),
});

describe("taskHistory", () => {
  it("is empty when nothing was reported or given", () => {
    expect(taskHistory([])).toEqual([]);
  });

  it("reads the life of a real agent: two tasks completed, the third interrupted", () => {
    const link = "https://git.example.com/acme/shop/pull/42";
    const reports: StatusReport[] = [
      report("idle", "36.518561", "Interrupted: Refactor the cart"),
      report("working", "36.442725", "Refactor the cart"),
      report("idle", "33.304918", "Done: Write the changelog"),
      report("completed", "32.291587", "Done: Write the changelog"),
      report("working", "27.267318", "Write the changelog"),
      { ...report("idle", "24.115436", "Done: Add a health endpoint"), link },
      { ...report("completed", "23.101098", "Done: Add a health endpoint"), link },
      report("working", "19.076557", "Add a health endpoint"),
    ];
    const prompts = [
      { text: "Add a health endpoint work=4", at: at("18") },
      { text: "Write the changelog work=5", at: at("26.204605278") },
      { text: "Refactor the cart work=60", at: at("35.380404406") },
    ];

    expect(taskHistory(reports, prompts)).toEqual([
      {
        task: "Refactor the cart work=60",
        state: "ended",
        outcome: "Interrupted: Refactor the cart",
        started_at: at("35.380404406"),
        ended_at: at("36.518561"),
      },
      {
        task: "Write the changelog work=5",
        state: "completed",
        outcome: "Done: Write the changelog",
        started_at: at("26.204605278"),
        ended_at: at("32.291587"),
      },
      {
        task: "Add a health endpoint work=4",
        state: "completed",
        outcome: "Done: Add a health endpoint",
        started_at: at("18"),
        ended_at: at("23.101098"),
        pull_request: link,
      },
    ]);
  });

  it("finds tasks without prompts, in the agent's own words", () => {
    const reports = [
      report("idle", "24", "Done: A"),
      report("working", "19", "A"),
      report("completed", "32", "Done: B"),
      report("working", "27", "B"),
    ];

    expect(taskHistory(reports)).toEqual([
      { task: "B", state: "completed", outcome: "Done: B", started_at: at("27"), ended_at: at("32") },
      { task: "A", state: "ended", outcome: "Done: A", started_at: at("19"), ended_at: at("24") },
    ]);
  });

  it("takes a prompt stamped a little after the first report on it as that task's", () => {
    const reports = [report("completed", "12", "Done"), report("working", "08", "A")];

    expect(taskHistory(reports, [{ text: "Do A", at: at("09") }])).toEqual([
      { task: "Do A", state: "completed", outcome: "Done", started_at: at("09"), ended_at: at("12") },
    ]);
  });

  it("takes a prompt stamped well after a report as the next task", () => {
    const reports = [report("working", "08", "A")];

    expect(taskHistory(reports, [{ text: "Do B", at: at("11.5") }])).toMatchObject([
      { task: "Do B", state: "unknown" },
      { task: "A", state: "ended" },
    ]);
  });

  it("never gives one task two prompts", () => {
    const reports = [report("working", "08", "A")];
    const prompts = [
      { text: "Do A", at: at("09") },
      { text: "Do B", at: at("10") },
    ];

    expect(taskHistory(reports, prompts)).toMatchObject([{ task: "Do B" }, { task: "Do A", started_at: at("09") }]);
  });

  it("counts several reports of one piece of work as one task", () => {
    const reports = [
      report("working", "08", "Reading"),
      report("working", "09", "Editing"),
      report("working", "10", "Testing"),
    ];

    expect(taskHistory(reports)).toEqual([{ task: "Reading", state: "working", started_at: at("08") }]);
  });

  it("is working while the latest task has no end", () => {
    expect(taskHistory([report("working", "19", "A")], [{ text: "Do A", at: at("18") }])).toEqual([
      { task: "Do A", state: "working", started_at: at("18") },
    ]);
  });

  it("fails when the agent says so, and stays failed when it goes idle", () => {
    const reports = [
      report("idle", "13", "Failed: A"),
      report("failed", "12", "Failed: A"),
      report("working", "10", "A"),
    ];

    expect(taskHistory(reports)).toEqual([
      { task: "A", state: "failed", outcome: "Failed: A", started_at: at("10"), ended_at: at("12") },
    ]);
  });

  it("believes the last of two outcomes", () => {
    const reports = [
      report("failed", "13", "It broke after all"),
      report("completed", "12", "Done"),
      report("working", "10", "A"),
    ];

    expect(taskHistory(reports)).toMatchObject([
      { state: "failed", outcome: "It broke after all", ended_at: at("13") },
    ]);
  });

  it("does not know how a prompt stands that nothing was reported on", () => {
    expect(taskHistory([], [{ text: "Do A", at: at("10") }])).toEqual([
      { task: "Do A", state: "unknown", started_at: at("10") },
    ]);
  });

  it("leaves a prompt unknown that was followed by another without a report", () => {
    const prompts = [
      { text: "Do A", at: at("10") },
      { text: "Do B", at: at("20") },
    ];

    expect(taskHistory([report("working", "21", "B")], prompts)).toMatchObject([
      { task: "Do B", state: "working" },
      { task: "Do A", state: "unknown" },
    ]);
  });

  it("does not mistake the late idle of one task for the end of the next", () => {
    const reports = [
      report("completed", "15", "Done: B"),
      report("working", "12", "B"),
      report("idle", "11", "Done: A"),
      report("completed", "09", "Done: A"),
      report("working", "05", "A"),
    ];
    const prompts = [
      { text: "Do A", at: at("04") },
      { text: "Do B", at: at("10") },
    ];

    expect(taskHistory(reports, prompts)).toEqual([
      { task: "Do B", state: "completed", outcome: "Done: B", started_at: at("10"), ended_at: at("15") },
      { task: "Do A", state: "completed", outcome: "Done: A", started_at: at("04"), ended_at: at("09") },
    ]);
  });

  it("makes a task of the one report that Coder remembers", () => {
    expect(taskHistory([report("idle", "10", "Done: A")])).toEqual([
      { task: "Done: A", state: "ended", outcome: "Done: A", started_at: at("10"), ended_at: at("10") },
    ]);
  });

  it("ends at the first rest, however often the agent says that it is idle", () => {
    const reports = [report("idle", "20", "Waiting"), report("idle", "11", "Stopped"), report("working", "10", "A")];

    expect(taskHistory(reports)).toMatchObject([{ state: "ended", outcome: "Stopped", ended_at: at("11") }]);
  });

  it("leaves out an outcome without words", () => {
    expect(taskHistory([report("idle", "11"), report("working", "10", "A")])).toEqual([
      { task: "A", state: "ended", started_at: at("10"), ended_at: at("11") },
    ]);
  });

  it("orders reports that differ by microseconds", () => {
    const reports = [report("idle", "10.000900", "Stopped"), report("working", "10.000100", "A")];

    expect(taskHistory(reports)).toMatchObject([{ task: "A", state: "ended", ended_at: at("10.000900") }]);
  });

  it("begins at the prompt when a report has the very same time", () => {
    expect(taskHistory([report("working", "10", "A")], [{ text: "Do A", at: at("10") }])).toHaveLength(1);
  });
});
