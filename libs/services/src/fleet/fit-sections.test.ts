import { describe, expect, it } from "@jest/globals";
import { fitSections } from "./fit-sections.ts";
import type { Section } from "./fit-sections.ts";

const section = (title: string, lines: number, share = 0.5): Section => ({
  title,
  lines: Array.from({ length: lines }, (_, index) => `- ${title.toLowerCase()} ${index}`),
  share,
  elsewhere: `see ${title.toLowerCase()}`,
});

describe("fitSections", () => {
  it("writes everything when it fits, without empty sections", () => {
    expect(fitSections("Head.", [section("One", 2), section("None", 0), section("Two", 1)], 1_000)).toEqual({
      text: "Head.\nOne (2):\n- one 0\n- one 1\nTwo (1):\n- two 0",
      leftOut: undefined,
    });
  });

  it("counts lines that nobody has at hand, also when everything else fits", () => {
    expect(fitSections("Head.", [{ ...section("One", 1), total: 4 }], 1_000)).toEqual({
      text: "Head.\nOne (4):\n- one 0",
      leftOut: '3 of "One" (see one).',
    });
  });

  it("writes the head alone when there is nothing to say", () => {
    expect(fitSections("Head.", [], 10)).toEqual({ text: "Head.", leftOut: undefined });
  });

  it("keeps the first lines of each section, and says what was left out and where it is", () => {
    const { text, leftOut } = fitSections("Head.", [section("One", 50, 0.4), section("Two", 50, 0.2)], 200);

    expect(text).toContain("One (50):\n- one 0\n");
    expect(text).toContain("Two (50):\n- two 0\n");
    expect(leftOut).toMatch(/^\d+ of "One" \(see one\), \d+ of "Two" \(see two\)[.]$/);
  });

  it("counts what was left out rightly", () => {
    const { text, leftOut } = fitSections("Head.", [section("One", 50, 0.4), section("Two", 50, 0.2)], 300);
    const kept = (title: string) => text.split("\n").filter((line) => line.startsWith(`- ${title}`)).length;

    expect(leftOut).toBe(`${50 - kept("one")} of "One" (see one), ${50 - kept("two")} of "Two" (see two).`);
  });

  it("gives what is left to the first section", () => {
    const { text } = fitSections("Head.", [section("One", 50, 0.1), section("Two", 2, 0.3)], 300);

    expect(text).toContain("Two (2):\n- two 0\n- two 1");
    expect(text).toContain("- one 9\n");
  });

  it("is never longer than the budget together with its note", () => {
    const sections = [section("One", 200, 0.4), section("Two", 200, 0.2), section("Three", 9, 0.1)];
    const lengths = [120, 150, 200, 400, 1_000, 2_000, 5_000].map((budget) => {
      const { text, leftOut = "" } = fitSections("Head.", sections, budget);
      return budget - text.length - leftOut.length;
    });

    expect(lengths.filter((spare) => spare < 0)).toEqual([]);
  });

  it("cuts no line in two", () => {
    const sections = [section("One", 200, 0.4), section("Two", 200, 0.2), section("Three", 9, 0.1)];
    const known = new Set(sections.flatMap(({ title, lines }) => [`${title} (${lines.length}):`, ...lines]));
    const budgets = Array.from({ length: 1_000 }, (_, index) => 120 + index);
    const strange = budgets.flatMap((budget) => {
      const [head, ...lines] = fitSections("Head.", sections, budget).text.split("\n");
      return [...(head === "Head." ? [] : [head]), ...lines.filter((line) => !known.has(line))];
    });

    expect(strange).toEqual([]);
  });

  it("says what is most important also where there is hardly room, and then only counts the rest", () => {
    const sections = [section("One", 50, 0.4), section("Two", 50, 0.2)].map((each) => ({
      ...each,
      elsewhere: "see ".repeat(40),
    }));

    expect(fitSections("Head.", sections, 80)).toEqual({
      text: "Head.\nOne (50):\n- one 0\n- one 1\n- one 2\n- one 3\n- one 4",
      leftOut: '45 of "One", 50 of "Two".',
    });
  });

  it("wastes less than a line", () => {
    const { text, leftOut = "" } = fitSections("Head.", [section("One", 500, 0.4), section("Two", 500, 0.2)], 2_000);

    expect(2_000 - text.length - leftOut.length).toBeLessThan(30);
  });
});
