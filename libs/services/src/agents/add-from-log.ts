import { cleanLine, compareTimes } from "@fleet-mcp/models";
import type { AgentLedger, AgentSummary, StatusReport } from "@fleet-mcp/models";
import { isOpen } from "../alerts/known-alerts.ts";

/** As much of a task's text as a list shows. */
const taskLength = 40;

/** What the log adds to what Coder says of an agent: its open alerts, its pull request, and a task that Coder has forgotten. */
export function addFromLog<T extends AgentSummary>(
  summary: T,
  reports: readonly StatusReport[],
  known: AgentLedger | undefined,
): T {
  if (!known) return summary;
  const pending = known.alerts.filter(isOpen).length;
  const lastTask = rememberedTask(summary, reports, known) ?? summary.last_task;
  return {
    ...summary,
    ...(lastTask ? { last_task: lastTask } : {}),
    ...toPullRequest(summary, known),
    ...(pending > 0 ? { pending_alerts: pending } : {}),
  };
}

/** After a pause Coder has only the latest report, so it does not know what was asked; an outcome in that report stands. */
function rememberedTask(
  { last_task: told }: AgentSummary,
  reports: readonly StatusReport[],
  { task }: AgentLedger,
): AgentSummary["last_task"] {
  if (!task || reports.some(({ state }) => state === "working")) return undefined;
  const [latest] = reports;
  const isOutcome = latest !== undefined && latest.state !== "idle" && compareTimes(latest.at, task.startedAt) >= 0;
  return { task: cleanLine(task.task, taskLength), state: isOutcome && told ? told.state : task.state };
}

/** How a pull request stands is said only about the one that is shown. */
function toPullRequest({ pull_request: shown }: AgentSummary, { pullRequest }: AgentLedger): Partial<AgentSummary> {
  if (!pullRequest || (shown !== undefined && shown !== pullRequest.url)) return {};
  const { url, status, check_status: checks } = pullRequest;
  return {
    pull_request: url,
    ...(status ? { pull_request_status: status } : {}),
    ...(checks ? { pull_request_check_status: checks } : {}),
  };
}
