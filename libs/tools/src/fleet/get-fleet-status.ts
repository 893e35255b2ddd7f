import { FleetStatus, Outlier } from "@fleet-mcp/models";
import type { FleetService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { inBrief } from "../listed-schemas.ts";
import { Simulated, simulatedField, simulatedLines } from "../simulated.ts";
import type { Surroundings } from "../simulated.ts";

const { oldest_waiting, last_hour, last_day, open_pull_requests, open_alerts } = FleetStatus.shape;

export const getFleetStatus = (fleet: Pick<FleetService, "status">, surroundings: Surroundings) =>
  defineTool({
    name: "get_fleet_status",
    title: "Get fleet status",
    toolset: "fleet",
    description:
      "Gives the whole fleet in figures: who is busy, idle or broken, tasks of the last hour and day, pull requests, alerts, outliers. Ask it first; list_agents names every agent.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({}),
    output: FleetStatus.extend({
      oldest_waiting: inBrief(oldest_waiting.unwrap(), "Who is idle the longest.").optional(),
      last_hour: inBrief(last_hour, "Tasks started, finished, failed."),
      last_day: inBrief(last_day, "The same."),
      open_pull_requests: inBrief(open_pull_requests, "By state of their checks."),
      outliers: z.array(inBrief(Outlier, "A figure far off the median of its project and role.")),
      open_alerts: inBrief(open_alerts, "How many, and the worst severity."),
      simulated: Simulated,
    }),
    async handle(_input, options) {
      return { ...(await fleet.status(options)), ...simulatedField(surroundings) };
    },
    shorten({ by_project, outliers, notes = [], ...rest }, { entries }) {
      const projects = Object.entries(by_project);
      const left = [
        ...leftOut(projects.length - entries, "projects"),
        ...leftOut(outliers.length - entries, "outliers"),
        ...leftOut(notes.length - entries, "notes"),
      ];
      return {
        ...rest,
        by_project: Object.fromEntries(projects.slice(0, entries)),
        outliers: outliers.slice(0, entries),
        notes: [...notes.slice(0, entries), ...left],
      };
    },
    text: (status) =>
      [
        `${status.total} agents: ${counts(status.by_status) || "none"}`,
        `${status.utilisation_percent} % busy, ${status.healthy_percent} % healthy, ${status.offline_or_failed_percent} % offline or failed`,
        ...line("projects", counts(status.by_project)),
        ...waitingLines(status.oldest_waiting),
        `tasks in the last hour: ${taskCounts(status.last_hour)}; in the last day: ${taskCounts(status.last_day)}`,
        pullRequestLine(status.open_pull_requests),
        ...status.outliers.map(outlierLine),
        alertLine(status.open_alerts),
        ...(status.notes ?? []),
        `as of ${status.computed_at}`,
        ...simulatedLines(status.simulated),
      ].join("\n"),
  });

const leftOut = (more: number, noun: string): string[] => (more > 0 ? [`${more} more ${noun} did not fit.`] : []);

const line = (name: string, text: string): string[] => (text === "" ? [] : [`${name}: ${text}`]);

/** Most first. */
const counts = (by: Readonly<Record<string, number>>): string =>
  Object.entries(by)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");

const waitingLines = (oldest: FleetStatus["oldest_waiting"]): string[] =>
  oldest ? [`idle the longest: ${oldest.agent_name} since ${oldest.since}`] : [];

const taskCounts = ({ started, finished, failed }: FleetStatus["last_hour"]): string =>
  `${started} started, ${finished} finished, ${failed} failed`;

function pullRequestLine({ total, ...byChecks }: FleetStatus["open_pull_requests"]): string {
  const checks = counts(byChecks);
  return `open pull requests: ${total}${checks && ` (checks: ${checks})`}`;
}

const outlierLine = (outlier: FleetStatus["outliers"][number]): string =>
  `outlier: ${outlier.agent_name} ${outlier.measure} ${outlier.value}, median ${outlier.median} (${outlier.samples} samples, score ${outlier.score}, ${outlier.confidence} confidence)`;

const alertLine = ({ total, worst }: FleetStatus["open_alerts"]): string =>
  total > 0 ? `open alerts: ${total}${worst ? `, worst ${worst}` : ""}; see list_alerts` : "open alerts: none";
