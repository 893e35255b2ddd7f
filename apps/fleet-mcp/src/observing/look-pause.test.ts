import { describe, expect, it } from "@jest/globals";
import { lookPause } from "./look-pause.ts";

describe("lookPause", () => {
  it.each([
    ["every 5 s while somebody waits", 30, true, 0, 5],
    ["as set while nobody does", 30, false, 0, 30],
    ["never while nobody does, when 0 is set", 0, false, 0, Infinity],
    ["every 5 s while somebody waits, also when 0 is set", 0, true, 0, 5],
    ["never less often because somebody waits", 2, true, 0, 2],
    ["as often as ever after one failure", 30, false, 1, 30],
    ["half as often after two in a row", 30, false, 2, 60],
    ["at least every 2 min, whatever failed", 30, false, 9, 120],
    ["as rarely as set, also after failures", 600, false, 3, 600],
    ["at least every 30 s while somebody waits", 30, true, 50, 30],
    ["after 5 s when one look failed for somebody who waits", 30, true, 1, 5],
    ["after 10 s when two in a row did", 30, true, 2, 10],
  ])("looks %s", (_what, observeSeconds, isAttended, failures, seconds) => {
    expect(lookPause({ observeMs: observeSeconds * 1_000, isAttended, failures })).toBe(seconds * 1_000);
  });
});
