import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { projectMedians } from "./project-medians.ts";

const lasted = (name: string, ...durations: readonly number[]) =>
  durations.map((ms) => makeEvent(`${name}-1`, "task_succeeded", { duration_ms: ms, reported: true }));

describe("projectMedians", () => {
  it("takes the tasks of all agents of a project, and of no other", () => {
    const ledger = makeLedger(
      makeAdopted("otter"),
      makeAdopted("beaver"),
      makeAdopted("crow", { project: "docs" }),
      ...lasted("otter", 9, 1, 8, 2),
      ...lasted("beaver", 7, 3, 6, 5),
      ...lasted("crow", 100, 100, 100, 100, 100, 100, 100, 100),
    );

    const medianOf = projectMedians(ledger);

    expect([medianOf("shop-backend"), medianOf("docs"), medianOf("shop-backend")]).toEqual([5.5, 100, 5.5]);
  });

  it("takes the middle one of an odd number, and none of fewer than eight", () => {
    const nine = makeLedger(makeAdopted("otter"), ...lasted("otter", 1, 2, 3, 4, 50, 60, 70, 80, 90));
    const seven = makeLedger(makeAdopted("otter"), ...lasted("otter", 1, 2, 3, 4, 5, 6, 7));

    expect(projectMedians(nine)("shop-backend")).toBe(50);
    expect(projectMedians(seven)("shop-backend")).toBeUndefined();
  });
});
