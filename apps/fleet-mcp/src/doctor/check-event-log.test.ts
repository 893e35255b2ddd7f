import { describe, expect, it } from "@jest/globals";
import { checkEventLog, checkObserver } from "./check-event-log.ts";
import type { EventLogFacts } from "./event-log-facts.ts";

const megabyte = 1024 * 1024;
const facts: EventLogFacts = {
  file: "/state/a.db",
  bytes: 2.5 * megabyte,
  obstacle: undefined,
  freeBytes: 5_000 * megabyte,
  isRemote: false,
};
const state = { place: "file", file: "/state/a.db", events: 4_200 } as const;
const broken = { place: "memory", problem: "The file is corrupt.", next: "Put a copy in its place." } as const;

describe("checkEventLog", () => {
  it("tells how much is in the file and where it is", () => {
    expect(checkEventLog({ facts, opened: { state, isObserved: true } })).toEqual({
      status: "ok",
      finding: "4200 events in 2.5 MB",
      details: ["file: /state/a.db", "free on its disk: 5000 MB"],
    });
  });

  it("finds nothing wrong with a file that is not there yet", () => {
    expect(checkEventLog({ facts: { ...facts, bytes: undefined, freeBytes: undefined } })).toEqual({
      status: "ok",
      finding: "empty; a server makes the file when it needs it",
      details: ["file: /state/a.db"],
    });
  });

  it("finds nothing wrong with keeping events in memory", () => {
    expect(checkEventLog(undefined)).toEqual({
      status: "ok",
      finding: "kept in memory only, by each server for itself",
    });
  });

  it.each([
    [
      "cannot be made",
      { facts: { ...facts, bytes: undefined, obstacle: "/state is no folder" } },
      "/state is no folder",
    ],
    ["cannot be used", { facts, opened: { state: broken, isObserved: false } }, "The file is corrupt"],
    [
      "is on a network file system",
      { facts: { ...facts, isRemote: true }, opened: { state, isObserved: false } },
      "its folder is on a network file system, where SQLite can lose events",
    ],
    [
      "has hardly any room",
      { facts: { ...facts, freeBytes: 7.3 * megabyte }, opened: { state, isObserved: false } },
      "only 7.3 MB are free on its disk",
    ],
  ])("warns, with a next step, of a file that %s", (_what, log, finding) => {
    expect(checkEventLog(log)).toMatchObject({
      status: "warn",
      finding,
      next_step: expect.stringMatching(/^[A-Z].*[.]$/),
    });
  });

  it("passes on what to do about the file and says what works meanwhile", () => {
    expect(checkEventLog({ facts, opened: { state: broken, isObserved: false } }).next_step).toBe(
      "Put a copy in its place. The tools for agents work meanwhile, and events are kept in memory.",
    );
  });
});

describe("checkObserver", () => {
  it.each([
    ["somebody does", { facts, opened: { state, isObserved: true } }, "ok", /^a server observes the fleet now;/],
    [
      "nobody does",
      { facts, opened: { state, isObserved: false } },
      "ok",
      /^no server .* the next one will, every 30 s$/,
    ],
    ["there is no file yet", { facts: { ...facts, bytes: undefined } }, "ok", /^no server /],
    ["events are in memory", undefined, "ok", /^each server looks at the fleet by itself, every 30 s$/],
    [
      "the log is broken",
      { facts, opened: { state: broken, isObserved: false } },
      "unknown",
      /^not checked: the event log/,
    ],
    ["it cannot be made", { facts: { ...facts, obstacle: "x" } }, "unknown", /^not checked: the event log cannot/],
  ])("says who looks at the fleet when %s", (_what, log, status, finding) => {
    expect(checkObserver(log, 30)).toMatchObject({ status, finding: expect.stringMatching(finding) });
  });

  it("says that nobody looks without being asked", () => {
    expect(checkObserver(undefined, 0).finding).toBe(
      "each server looks at the fleet by itself, only while somebody waits",
    );
  });
});
