import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { makeTool } from "../test/make-tool.ts";
import { InvalidInputError, parseInput } from "./parse-input.ts";

describe("parseInput", () => {
  it("fills in defaults", () => {
    expect(parseInput(makeTool(), { agent_name: "kit" })).toEqual({ agent_name: "kit", page: 1 });
  });

  it("names a missing field and what it must be", () => {
    expect(refusalOf(makeTool(), {})).toBe("agent_name is missing, it must be text of at least 1 character");
  });

  it("lists the words of a closed list", () => {
    expect(refusalOf(makeTool(), { agent_name: "kit", status: "gone" })).toBe(
      'status must be one of idle, busy, not "gone"',
    );
  });

  it("refuses a field that does not exist and lists those that do", () => {
    expect(refusalOf(makeTool(), { agent_name: "kit", pages: 2 })).toBe(
      "there is no field pages, the fields are agent_name, page, status",
    );
  });

  it("says that a tool takes no fields", () => {
    expect(refusalOf({ name: "list", input: z.object({}) }, { all: true })).toBe(
      "there is no field all, it takes no fields",
    );
  });

  it("names every fault", () => {
    expect(refusalOf(makeTool(), { agent_name: 7, page: "1" })).toBe(
      'agent_name must be text of at least 1 character, not 7; page must be a whole number from 1 to 100, not "1"',
    );
  });

  it("stops listing after ten faults", () => {
    const extra = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index}`, 1]));

    expect(refusalOf(makeTool(), { agent_name: "kit", ...extra })).toMatch(/x9, .*; and 2 more$/);
  });

  it("carries code and hint", () => {
    expect(() => parseInput(makeTool(), {})).toThrow(
      expect.objectContaining({ code: "invalid_input", hint: "Correct this and call show_page again." }),
    );
  });

  it.each([
    [z.number(), "x", 'must be a number, not "x"'],
    [z.number().max(5), 6, "must be a number of at most 5, not 6"],
    [z.int(), 1.5, "must be a whole number, not 1.5"],
    [z.boolean(), null, "must be true or false, not null"],
    [z.string().max(3), "long!", 'must be text of at most 3 characters, not "long!"'],
    [z.string().min(1).max(20), "", 'must be text of 1 to 20 characters, not ""'],
    [z.string().max(3), "a".repeat(70), "must be text of at most 3 characters, not text of 70 characters"],
    [z.iso.datetime(), "today", 'must be a time such as 2026-01-31T09:30:00Z, not "today"'],
    [z.array(z.string()).min(1), [], "must be a list of at least 1 entry, not a list of 0"],
    [z.object({ a: z.string() }), { a: 1 }, ".a must be text, not 1"],
    [z.object({ a: z.string() }), 3, "must be an object, not 3"],
    [z.string(), { a: 1 }, "must be text, not an object"],
    [z.array(z.string()).max(2), ["a", "b", "c"], "must be a list of at most 2 entries, not a list of 3"],
    [z.string().refine((text) => text === "x", { error: "say x" }), "y", ": say x"],
    [z.array(z.enum(["a"])), ["a", "b"], '.1 must be one of a, not "b"'],
    [z.record(z.string(), z.number()), { k: "v" }, '.k must be a number, not "v"'],
  ])("says what is allowed instead of %#", (schema, given, expected) => {
    const refusal = refusalOf({ name: "t", input: z.object({ f: schema }) }, { f: given });

    expect(refusal).toBe(expected.startsWith("must") ? `f ${expected}` : `f${expected}`);
  });

  it("says that the input itself must be an object", () => {
    expect(refusalOf(makeTool(), ["kit"])).toBe("the input must be an object, not a list of 1");
  });
});

function refusalOf(tool: Parameters<typeof parseInput>[0], given: unknown): string {
  try {
    parseInput(tool, given);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message.replace(/^The input does not fit \w+: |[.]$/g, "");
  }
  throw new Error("It was not refused.");
}
