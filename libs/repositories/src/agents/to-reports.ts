import type { WireAppStatus, WireWorkspace } from "@fleet-mcp/coder-client";
import { isPullRequestLink } from "@fleet-mcp/models";
import type { StatusReport } from "@fleet-mcp/models";
import type { FoundApp } from "./find-ai-app.ts";

/** Releases spell the outcomes differently; words nobody knows yet say nothing about a task. */
const states: Readonly<Record<string, StatusReport["state"]>> = {
  working: "working",
  idle: "idle",
  complete: "completed",
  completed: "completed",
  failure: "failed",
  failed: "failed",
};

/** What the agent reported during its present build, newest first. */
export const toReports = (found: FoundApp | undefined): StatusReport[] =>
  (found?.app.statuses ?? []).flatMap(toReport).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));

/** The same, and the one report that Coder keeps of an earlier build. */
export function withRemembered(reports: readonly StatusReport[], workspace: WireWorkspace): StatusReport[] {
  const latest = workspace.latest_app_status;
  if (!latest || reports.some((report) => report.at === latest.created_at)) return [...reports];
  return [...reports, ...toReport(latest)].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function toReport({ state, message, uri, created_at }: WireAppStatus): StatusReport[] {
  const known = states[state];
  if (!known) return [];
  return [{ state: known, message, at: created_at, ...(isPullRequestLink(uri) ? { link: uri } : {}) }];
}
