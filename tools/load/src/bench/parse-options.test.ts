import { describe, expect, it } from "@jest/globals";
import { parseOptions } from "./parse-options.ts";

const names = ["start", "growth"];

describe("parseOptions", () => {
  it("measures everything, at length, unless told otherwise", () => {
    expect(parseOptions([], names)).toEqual({ help: false, quick: false, release: "2.31", only: [], json: undefined });
  });

  it("takes names one by one or in a list", () => {
    const options = parseOptions(
      ["--quick", "--release", "2.37", "--only", "start", "--only=growth,start", "--json", "out.json"],
      names,
    );

    expect(options).toEqual({
      help: false,
      quick: true,
      release: "2.37",
      only: ["start", "growth", "start"],
      json: "out.json",
    });
  });

  it.each([
    [["--only", "stop"], 'There is no measure "stop": choose from start, growth.'],
    [["--release", "2.36"], '--release must be one of 2.29, 2.31, 2.34, 2.35, 2.37, not "2.36".'],
    [["--json="], "--json needs the name of a file."],
    [["--fast"], "Unknown option '--fast'."],
    [["start"], "Unexpected argument 'start'."],
    [["--only"], "Option '--only <value>' argument missing."],
  ])("complains about %j in one line", (args, complaint) => {
    expect(parseOptions(args, names)).toBe(complaint);
  });
});
