import { describe, expect, it } from "@jest/globals";
import { smallerPage } from "./smaller-page.ts";

describe("smallerPage", () => {
  it("begins where the page began, in pages of a size that divides the one asked for", () => {
    const { entries, info } = smallerPage(numbers(30), page({ page: 3, page_size: 30, total: 90 }), 16);

    expect(entries).toEqual(numbers(15));
    expect(info).toEqual({ total: 90, page: 5, page_size: 15, has_next: true, has_previous: true });
  });

  it("goes down to one entry where nothing else divides", () => {
    const { entries, info } = smallerPage(numbers(7), page({ page: 1, page_size: 7, total: 7 }), 5);

    expect(entries).toEqual([0]);
    expect(info).toEqual({ total: 7, page: 1, page_size: 1, has_next: true, has_previous: false });
  });

  it("leaves a page alone that is small enough", () => {
    const whole = page({ page: 1, page_size: 50, total: 3 });

    expect(smallerPage(numbers(3), whole, 3)).toEqual({ entries: [0, 1, 2], info: whole });
  });
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const page = (facts: { page: number; page_size: number; total: number }) => ({
  ...facts,
  has_next: facts.page * facts.page_size < facts.total,
  has_previous: facts.page > 1,
});
