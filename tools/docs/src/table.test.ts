import { describe, expect, it } from "@jest/globals";
import { table } from "./table.ts";

describe("table", () => {
  it("keeps a cell one cell when its text has a bar", () => {
    expect(table(["Name", "Type"], [["a", "x|y"]])).toBe("| Name | Type |\n|---|---|\n| a | x\\|y |");
  });
});
