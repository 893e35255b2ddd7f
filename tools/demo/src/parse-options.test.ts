import { describe, expect, it } from "@jest/globals";
import { parseOptions } from "./parse-options.ts";

describe("parseOptions", () => {
  it("has a default for everything", () => {
    expect(parseOptions([])).toEqual({ release: "2.34", fast: false, plain: false, help: false });
  });

  it("takes every option", () => {
    const argv = ["--fast", "--plain", "--release", "2.29", "-h"];

    expect(parseOptions(argv)).toEqual({ release: "2.29", fast: true, plain: true, help: true });
  });

  it.each([
    [["--quick"], "Unknown option '--quick'. See --help."],
    [["now"], "Unexpected argument 'now'. See --help."],
    [["--release"], "Option '--release <value>' argument missing. See --help."],
    [["--release", "3"], '--release is one of 2.29, 2.31, 2.34, 2.35, 2.37; it is "3".'],
  ])("refuses %j in one line", (argv, line) => {
    expect(() => parseOptions(argv)).toThrow(line);
  });
});
