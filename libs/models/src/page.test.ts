import { describe, expect, it } from "@jest/globals";
import { PageInfo, PageNumber, PageSize, paginate } from "./page.ts";

const five = ["a", "b", "c", "d", "e"];

describe("paginate", () => {
  it("cuts the first page", () => {
    expect(paginate(five, { page: 1, page_size: 2 })).toEqual({
      entries: ["a", "b"],
      info: { total: 5, page: 1, page_size: 2, has_next: true, has_previous: false },
    });
  });

  it("cuts the last page, which may be short", () => {
    expect(paginate(five, { page: 3, page_size: 2 })).toEqual({
      entries: ["e"],
      info: { total: 5, page: 3, page_size: 2, has_next: false, has_previous: true },
    });
  });

  it("knows that a full last page is the last", () => {
    expect(paginate(five, { page: 1, page_size: 5 }).info).toMatchObject({ has_next: false, has_previous: false });
  });

  it("is empty past the end, with the true total", () => {
    expect(paginate(five, { page: 9, page_size: 2 })).toEqual({
      entries: [],
      info: { total: 5, page: 9, page_size: 2, has_next: false, has_previous: true },
    });
  });

  it("has no pages around when there is nothing", () => {
    expect(paginate([], { page: 2, page_size: 10 })).toEqual({
      entries: [],
      info: { total: 0, page: 2, page_size: 10, has_next: false, has_previous: false },
    });
  });

  it("gives what PageInfo describes", () => {
    const { info } = paginate(five, { page: 2, page_size: 2 });

    expect(PageInfo.parse(info)).toEqual(info);
  });
});

describe("PageNumber", () => {
  it.each([0, -1, 1.5])("refuses %d", (page) => {
    expect(PageNumber.safeParse(page).success).toBe(false);
  });

  it("begins at 1", () => {
    expect(PageNumber.parse(1)).toBe(1);
  });
});

describe("PageSize", () => {
  it.each([0, 101, 2.5])("refuses %d", (size) => {
    expect(PageSize.safeParse(size).success).toBe(false);
  });

  it.each([1, 100])("accepts %d", (size) => {
    expect(PageSize.parse(size)).toBe(size);
  });
});
