import type { WireAppStatus, WireWorkspace } from "@fleet-mcp/coder-client";
import { compareTimes, isPullRequestLink } from "@fleet-mcp/models";
import type { StatusReport } from "@fleet-mcp/models";
import type { FoundApp } from "./find-ai-app.ts";

/** Releases spell the outcomes differently; words nobody knows yet say nothing about a task. */
const states: ReadonlyMap<string, StatusReport["state"]> = new Map([
  ["working", "working"],
  ["idle", "idle"],
  ["complete", "completed"],
  ["completed", "completed"],
  ["failure", "failed"],
  ["failed", "failed"],
]);

/** What the agent reported during its present build, newest first. */
export const toReports = (found: FoundApp | undefined): StatusReport[] =>
  (found?.app.statuses ?? []).flatMap(toReport).toSorted(newestFirst);

/** The same, and the one report that Coder keeps of an earlier build; work that was going on then ended with that build. */
export function withRemembered(reports: readonly StatusReport[], workspace: WireWorkspace): StatusReport[] {
  const { latest_app_status: latest, latest_build: build } = workspace;
  if (!latest || reports.some((report) => report.at === latest.created_at)) return [...reports];
  const remembered = toReport(latest).flatMap((report): StatusReport[] => {
    const wasCut = report.state === "working" && compareTimes(report.at, build.created_at) < 0;
    return wasCut ? [report, { state: "idle", message: "", at: build.created_at }] : [report];
  });
  return [...reports, ...remembered].toSorted(newestFirst);
}

const newestFirst = (a: StatusReport, b: StatusReport): number => compareTimes(b.at, a.at);

function toReport({ state, message, uri, created_at }: WireAppStatus): StatusReport[] {
  const known = states.get(state);
  if (!known) return [];
  return [{ state: known, message, at: created_at, ...(isPullRequestLink(uri) ? { link: uri } : {}) }];
}
