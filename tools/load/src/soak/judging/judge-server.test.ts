import { describe, expect, it } from "@jest/globals";
import { judgeServer } from "./judge-server.ts";

const fine = { endedEarly: false, exitCode: 0, log: ['{"level":"info","message":"stopping","reason":"SIGTERM"}'] };
const crash = '{"level":"error","message":"crashed on a promise that nobody awaited","error":{}}';

describe("judgeServer", () => {
  it("finds nothing wrong with a clean end", () => {
    expect(judgeServer(fine)).toEqual([]);
  });

  it("finds a promise that nobody awaited", () => {
    expect(judgeServer({ endedEarly: true, exitCode: 1, log: [crash] })).toEqual([
      { check: "server crashed", what: crash },
    ]);
  });

  it("finds a crash that it could not log", () => {
    expect(judgeServer({ ...fine, endedEarly: true, exitCode: null })).toEqual([
      { check: "server crashed", what: "ended by itself with null" },
    ]);
  });

  it("finds work that it left undone", () => {
    const line = '{"level":"warn","message":"stopped before all work was done","left":2}';

    expect(judgeServer({ ...fine, log: [line] })).toEqual([{ check: "server did not finish its work", what: line }]);
  });

  it.each([
    [undefined, "it was told to end and did not"],
    [null, "it was ended by a signal"],
    [1, "it ended with 1"],
  ])("finds the exit code %s", (exitCode, what) => {
    expect(judgeServer({ ...fine, exitCode })).toEqual([{ check: "server did not end cleanly", what }]);
  });
});
