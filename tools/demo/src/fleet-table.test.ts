import { describe, expect, it } from "@jest/globals";
import { makeRow } from "../test/make-row.ts";
import { fleetTable } from "./fleet-table.ts";

describe("fleetTable", () => {
  it("sets the cells below their headings", () => {
    const rows = [
      makeRow({ last_task: "completed: Fix it" }),
      makeRow({ name: "ben", status: "busy", project: "docs" }),
    ];

    const { heading, lines } = fleetTable(rows, 78);

    expect([heading, ...lines.map(({ text }) => text)]).toEqual([
      "AGENT  STATUS    PROJECT/ROLE        SINCE     LAST TASK",
      "ada    idle      shop-backend/coder  09:30:00  completed: Fix it",
      "ben    busy      docs/coder          09:30:00  -",
    ]);
  });

  it("widens a column for its longest cell", () => {
    const { heading, lines } = fleetTable([makeRow({ name: "a-long-name", status: "canceling" })], 78);

    expect(heading).toMatch(/^AGENT {8}STATUS {5}PROJECT/);
    expect(lines[0]?.text).toMatch(/^a-long-name {2}canceling {2}shop-backend/);
  });

  it("cuts lines at the width and marks the cut", () => {
    const { lines } = fleetTable([makeRow({ last_task: "working: Rewrite every page" })], 60);

    expect(lines[0]?.text).toBe("ada    idle      shop-backend/coder  09:30:00  working: Rew…");
    expect(lines[0]?.text).toHaveLength(60);
  });

  it("shows the reason of the status while there is no task, and a project without a role", () => {
    const { role: _, ...row } = makeRow({ status: "starting", status_reason: "its machine is starting" });

    const { lines } = fleetTable([row], 78);

    expect(lines).toEqual([
      {
        name: "ada",
        status: "starting",
        text: "ada    starting  shop-backend        09:30:00  (its machine is starting)",
      },
    ]);
  });

  it("shows a time it cannot read as it is", () => {
    expect(fleetTable([makeRow({ since: "just now" })], 78).lines[0]?.text).toContain("just now");
  });
});
