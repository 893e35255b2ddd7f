import type { Finding } from "./judging/finding.ts";
import type { MemoryTrend } from "./judging/judge-memory.ts";
import type { Ledger } from "./managers/ledger.ts";
import { toolNames } from "./managers/tool-call.ts";

export interface SoakOutcome {
  readonly ledger: Ledger;
  readonly elapsedMs: number;
  /** Prompts that reached a coding CLI while it ran. */
  readonly deliveries: number;
  readonly builds: number;
  readonly deletions: number;
  /** Struck faults, by kind. */
  readonly struck: Readonly<Record<string, number>>;
  readonly memory: MemoryTrend | undefined;
  /** The event log that the servers share. */
  readonly log: LogCounts;
  readonly findings: readonly Finding[];
  /** The folder with the event log, the simulator's truth and the server's log; only where something was found. */
  readonly evidence?: string;
}

export interface LogCounts {
  readonly events: number;
  /** Looks at the fleet that found anything. */
  readonly looks: number;
  /** The longest time without one, or after a kill. */
  readonly pauseMs: number;
  /** How many of those that observe were killed. */
  readonly kills: number;
}

/** How many of one kind of finding are shown. */
const shown = 5;

/** The counts of a run, and what did not hold. */
export function report(outcome: SoakOutcome): string {
  const { ledger, findings } = outcome;
  return [
    ...toolLines(ledger),
    "",
    `${ledger.calls()} calls in ${seconds(outcome.elapsedMs)} s; ${ledger.accepted.length} receipts yes, ${ledger.queued.length} queued, ${ledger.unknownReceipts()} unknown; ` +
      `${ledger.deleted.length} agents reported deleted`,
    `Coder: ${outcome.deliveries} prompts delivered, ${outcome.builds} builds, ${outcome.deletions} agents deleted`,
    `faults struck: ${counts(Object.entries(outcome.struck)) || "none"}`,
    `server: ${memoryWords(outcome.memory)}`,
    logLine(outcome.log),
    "",
    ...(findings.length === 0 ? ["passed: everything that was promised held"] : findingLines(findings)),
    ...(outcome.evidence === undefined ? [] : [`evidence: ${outcome.evidence}`]),
  ].join("\n");
}

const logLine = ({ events, looks, pauseMs, kills }: LogCounts): string =>
  `event log: ${events} events of ${looks} looks, ${seconds(pauseMs)} s apart at most; ${kills} observers killed`;

function toolLines({ tallies }: Ledger): string[] {
  return toolNames.map((tool) => {
    const { results = 0, abandoned = 0, refusals = new Map() } = tallies.get(tool) ?? {};
    const refused = counts([...refusals]);
    return `  ${tool.padEnd(24)} ${String(results).padStart(6)} results ${String(abandoned).padStart(4)} abandoned  ${refused}`.trimEnd();
  });
}

function findingLines(findings: readonly Finding[]): string[] {
  const checks = [...new Set(findings.map(({ check }) => check))];
  const lines = checks.flatMap((check) => {
    const whats = findings.filter((finding) => finding.check === check).map(({ what }) => what);
    const more = whats.length > shown ? [`  and ${whats.length - shown} more`] : [];
    return [`${check}: ${whats.length}`, ...whats.slice(0, shown).map((what) => `  ${what}`), ...more];
  });
  return [...lines, `failed: ${findings.length} ${findings.length === 1 ? "finding" : "findings"}`];
}

const counts = (entries: readonly (readonly [string, number])[]): string =>
  entries
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

const seconds = (ms: number): number => Math.round(ms / 1_000);

function memoryWords(trend: MemoryTrend | undefined): string {
  if (!trend) return "memory not judged, too few samples";
  const [used, grew] = [trend.medianBytes, trend.growthBytes].map((bytes) => Math.round(bytes / 2 ** 20));
  return `${used} MB in the second half, trend ${grew === undefined || grew < 0 ? "" : "+"}${grew} MB`;
}
