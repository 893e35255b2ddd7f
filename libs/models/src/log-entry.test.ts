import { describe, expect, it } from "@jest/globals";
import { LogEntry, LogSource, isAtLeast } from "./log-entry.ts";

const entry = { from: "agent", time: "2026-01-01T00:00:00Z", text: "Done." };

describe("LogEntry", () => {
  it("accepts an entry, cut or whole", () => {
    expect(LogEntry.parse(entry)).toEqual(entry);
    expect(LogEntry.parse({ ...entry, omitted_characters: 12 }).omitted_characters).toBe(12);
  });

  it.each([
    ["another speaker", { ...entry, from: "system" }],
    ["no text", { ...entry, text: undefined }],
    ["half a character", { ...entry, omitted_characters: 0.5 }],
  ])("refuses %s", (_, value) => {
    expect(LogEntry.safeParse(value).success).toBe(false);
  });
});

describe("LogSource", () => {
  it("is the conversation or the build", () => {
    expect(LogSource.options).toEqual(["conversation", "build"]);
  });
});

describe("isAtLeast", () => {
  it("knows which level is worse", () => {
    expect([isAtLeast("error", "warn"), isAtLeast("warn", "warn"), isAtLeast("info", "warn")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
