import { describe, expect, it } from "@jest/globals";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { toReports, withRemembered } from "./to-reports.ts";

const found = (...statuses: ReturnType<typeof makeStatus>[]) => ({ agent: makeAgent(), app: makeApp({ statuses }) });
const link = "https://git.example.com/acme/shop/pull/42";

describe("toReports", () => {
  it("is empty without an app", () => {
    expect(toReports(undefined)).toEqual([]);
  });

  it("puts the newest first, whatever order they came in", () => {
    const reports = toReports(found(makeStatus("working", 1), makeStatus("idle", 3), makeStatus("complete", 2)));

    expect(reports.map(({ state }) => state)).toEqual(["idle", "completed", "working"]);
  });

  it.each([
    ["working", "working"],
    ["idle", "idle"],
    ["complete", "completed"],
    ["completed", "completed"],
    ["failure", "failed"],
    ["failed", "failed"],
  ])("reads %s as %s", (word, state) => {
    expect(toReports(found(makeStatus(word, 1)))).toMatchObject([{ state }]);
  });

  it("leaves out words it does not know", () => {
    expect(toReports(found(makeStatus("pondering", 1), makeStatus("constructor", 2)))).toEqual([]);
  });

  it("keeps a link only when it is that of a pull request", () => {
    const reports = toReports(
      found(makeStatus("complete", 2, { uri: link }), makeStatus("working", 1, { uri: "https://x.example.com/log" })),
    );

    expect(reports.map((report) => report.link)).toEqual([link, undefined]);
  });
});

describe("withRemembered", () => {
  const current = toReports(found(makeStatus("idle", 5)));

  it("adds nothing that is there already", () => {
    expect(withRemembered(current, makeWorkspace({ latest_app_status: makeStatus("idle", 5) }))).toEqual(current);
    expect(withRemembered(current, makeWorkspace())).toEqual(current);
  });

  it("adds the one report that Coder remembers of an earlier build", () => {
    const workspace = makeWorkspace({
      latest_app_status: makeStatus("complete", 5),
      build: { created_at: "2026-01-01T00:01:00Z" },
    });

    expect(withRemembered([], workspace)).toEqual([
      { state: "completed", message: "Done: Fix the login bug", at: "2026-01-01T00:00:15.000Z" },
    ]);
  });

  it("ends work of an earlier build where the present one begins", () => {
    const workspace = makeWorkspace({
      latest_app_status: makeStatus("working", 5),
      build: { created_at: "2026-01-01T00:01:00Z" },
    });

    expect(withRemembered([], workspace)).toEqual([
      { state: "idle", message: "", at: "2026-01-01T00:01:00Z" },
      { state: "working", message: "Fix the login bug", at: "2026-01-01T00:00:15.000Z" },
    ]);
  });

  it("takes a report of the present build that came between two reads of Coder's as it is", () => {
    const reports = withRemembered(current, makeWorkspace({ latest_app_status: makeStatus("working", 9) }));

    expect(reports.map(({ state }) => state)).toEqual(["working", "idle"]);
  });

  it("remembers no word it does not know", () => {
    expect(withRemembered([], makeWorkspace({ latest_app_status: makeStatus("pondering", 5) }))).toEqual([]);
  });
});
