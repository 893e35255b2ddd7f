import type { AgentLedger } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeAdopted } from "../../test/make-event.ts";
import { findOutliers } from "./outliers.ts";

const noon = Date.parse("2026-01-01T12:00:00Z");

/** One agent per entry, `a0`, `a1` and so on, of one project and role unless it says otherwise. */
function makeAgents(...facts: readonly Partial<AgentLedger>[]): AgentLedger[] {
  return facts.flatMap((own, index) =>
    [...makeLedger(makeAdopted(`a${index}`, { status: "busy" })).agents.values()].map((agent) => ({
      ...agent,
      ...own,
    })),
  );
}
const minutes = (...figures: readonly number[]) => figures.map((figure) => ({ durationsMs: [figure * 60_000] }));

describe("findOutliers", () => {
  it("names a figure that stands out, with the median, the modified z-score and the number of samples", () => {
    const agents = makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12, 60));

    const outliers = findOutliers(agents, noon);

    expect(outliers).toEqual([
      {
        agent_name: "a8",
        measure: "task_duration_s",
        value: 3_600,
        median: 600,
        score: 33.73,
        samples: 9,
        confidence: "low",
      },
    ]);
  });

  it("takes the median of an agent's own tasks, so that one long task does not count", () => {
    const patient = { durationsMs: [600_000, 600_000, 36_000_000] };

    expect(findOutliers(makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12), patient), noon)).toEqual([]);
  });

  it("draws the line at a score of 3.5, by hand 0.6745 × 5.1 and 5.2 for these", () => {
    const above = (last: number) => findOutliers(makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12, last)), noon);

    expect(above(15.1)).toEqual([]);
    expect(above(15.2)).toMatchObject([{ agent_name: "a8", value: 912, median: 600, score: 3.51 }]);
  });

  it("says nothing below eight samples", () => {
    expect(findOutliers(makeAgents(...minutes(9, 9, 10, 10, 11, 11, 12, 600)), noon)).toMatchObject([{ samples: 8 }]);
    expect(findOutliers(makeAgents(...minutes(9, 9, 10, 10, 11, 11, 600)), noon)).toEqual([]);
  });

  it("does not count agents without the figure as samples", () => {
    expect(findOutliers(makeAgents(...minutes(9, 9, 10, 10, 11, 11, 600), {}, {}), noon)).toEqual([]);
  });

  it("falls back on the mean deviation where most figures are the same", () => {
    const agents = makeAgents({}, {}, {}, {}, {}, {}, {}, {}, { restarts: 7 });

    expect(findOutliers(agents, noon)).toEqual([
      { agent_name: "a8", measure: "restarts", value: 7, median: 0, score: 7.18, samples: 9, confidence: "low" },
    ]);
  });

  it("finds nothing where all figures are the same", () => {
    expect(findOutliers(makeAgents(...minutes(5, 5, 5, 5, 5, 5, 5, 5)), noon)).toEqual([]);
  });

  it("does not mind figures that are small", () => {
    expect(findOutliers(makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12, 0)), noon)).toEqual([]);
  });

  it("compares within one project and one role only", () => {
    const others = { project: "docs-site", durationsMs: [3_600_000] };
    const reviewer = { role: "reviewer", durationsMs: [3_600_000] };

    expect(findOutliers(makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12), others, reviewer), noon)).toEqual([]);
  });

  it("measures failures by the tasks that ended", () => {
    const usual = { tasksSucceeded: 18, tasksFailed: 2 };
    const varied = [1, 2, 3, 1, 2, 3, 2].map((tasksFailed) => ({ tasksSucceeded: 20 - tasksFailed, tasksFailed }));

    const outliers = findOutliers(makeAgents(usual, ...varied, { tasksSucceeded: 1, tasksFailed: 9 }), noon);

    expect(outliers).toMatchObject([{ agent_name: "a8", measure: "failure_rate", value: 0.9, median: 0.1 }]);
  });

  it("counts idle time up to now", () => {
    const resting = { status: "idle" as const, since: "2026-01-01T02:00:00Z", idleMs: 0 };
    const rest = [50, 55, 60, 60, 65, 70, 75, 80].map((minute) => ({ idleMs: minute * 60_000 }));

    expect(findOutliers(makeAgents(...rest, resting), noon)).toMatchObject([
      { agent_name: "a8", measure: "idle_s", value: 36_000, median: 3_900 },
    ]);
  });

  it("is the surer, the more samples there are", () => {
    const figures = [8, 9, 10, 11, 12];
    const fifteen = minutes(...figures, ...figures, 9, 10, 11, 10, 90);
    const thirty = minutes(...figures, ...figures, ...figures, ...figures, ...figures, 9, 10, 11, 10, 90);

    expect(findOutliers(makeAgents(...fifteen), noon)).toMatchObject([{ samples: 15, confidence: "medium" }]);
    expect(findOutliers(makeAgents(...thirty), noon)).toMatchObject([{ samples: 30, confidence: "high" }]);
  });

  it("puts the most striking first", () => {
    const agents = makeAgents(...minutes(8, 9, 9, 10, 10, 11, 11, 12, 40, 60));

    expect(findOutliers(agents, noon).map(({ agent_name }) => agent_name)).toEqual(["a9", "a8"]);
  });
});
