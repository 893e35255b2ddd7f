import { describe, expect, it } from "@jest/globals";
import { parseOptions } from "./parse-options.ts";
import { faultNames } from "./soak-faults.ts";

describe("parseOptions", () => {
  it("soaks for two minutes with ten managers, two hundred agents and all faults", () => {
    expect(parseOptions([], 42)).toEqual({
      help: false,
      minutes: 2,
      managers: 10,
      agents: 200,
      seed: 42,
      release: "2.31",
      faults: faultNames,
    });
  });

  it("takes what is given", () => {
    const args = "--minutes 0.5 --managers 3 --agents=0 --seed 7 --release 2.37 --faults reset,slow".split(" ");

    expect(parseOptions(args, 42)).toEqual({
      help: false,
      minutes: 0.5,
      managers: 3,
      agents: 0,
      seed: 7,
      release: "2.37",
      faults: ["reset", "slow"],
    });
  });

  it("switches all faults off", () => {
    expect(parseOptions(["--faults", "none"], 1)).toMatchObject({ faults: [] });
  });

  it.each([["--help"], ["-h"]])("knows %s", (flag) => {
    expect(parseOptions([flag], 1)).toMatchObject({ help: true });
  });

  it.each([
    [["--minutes", "0"], /^--minutes must be a number above 0, at most 1440, not "0"\.$/],
    [["--minutes", "soon"], /^--minutes must be .* not "soon"\.$/],
    [["--minutes", " "], /^--minutes must be/],
    [["--minutes", "1441"], /^--minutes must be/],
    [["--managers", "0"], /^--managers must be a whole number from 1 to 100, not "0"\.$/],
    [["--managers", "101"], /^--managers must be/],
    [["--agents", "1.5"], /^--agents must be a whole number from 0 to 5000, not "1\.5"\.$/],
    [["--agents=-1"], /^--agents must be/],
    [["--seed", "x"], /^--seed must be a whole number/],
    [["--release", "2.30"], /^--release must be one of 2\.29, 2\.31, 2\.34, 2\.35, 2\.37, not "2\.30"\.$/],
    [["--faults", "reset,rain"], /^--faults must be all, none or a list of .*; there is no "rain"\.$/],
    [["--faults", "toString"], /there is no "toString"\.$/],
    [["--loud"], /^Unknown option '--loud'\.$/],
    [["now"], /^Unexpected argument 'now'\.$/],
    [["--seed"], /^Option '--seed <value>' argument missing\.$/],
  ])("refuses %j in one line", (args, complaint) => {
    expect(parseOptions(args, 1)).toMatch(complaint);
  });
});
