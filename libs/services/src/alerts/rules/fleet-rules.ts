import type { AlertRule, LedgerAlert } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import type { AlertThresholds } from "./alert-thresholds.ts";
import { durationWords } from "./duration-words.ts";
import type { Cause, Verdict } from "./verdict.ts";

/** What the rules know of the fleet as a whole. */
export interface FleetFacts {
  readonly now: number;
  /** Why Coder could not list the fleet. */
  readonly problem: string | undefined;
  /** Undefined when it could not be listed. */
  readonly agents: readonly AgentRecord[] | undefined;
  /** Milliseconds since the epoch; `never`, or `unknown` when Coder has not told. */
  readonly tokenExpiresAt: number | "never" | "unknown";
  /** Alerts of the fleet so far. */
  readonly known: readonly LedgerAlert[];
  readonly thresholds: AlertThresholds;
}

/** Of fewer, a few busy ones are most of them. */
const leastAgents = 5;
/** So far below the threshold it has ended: a fleet around it is told of once. */
const calmPercent = 10;

export function judgeFleet(facts: FleetFacts): ReadonlyMap<AlertRule, Verdict> {
  return new Map<AlertRule, Verdict>([
    ["coder_unreachable", coderUnreachable(facts)],
    ["fleet_busy", fleetBusy(facts)],
    ["token_expires", tokenExpires(facts)],
  ]);
}

function coderUnreachable({ problem, agents, known, now }: FleetFacts): Verdict {
  if (problem === undefined) return agents ? undefined : "unknown";
  return episode("coder_unreachable", known, now, "critical", `Coder could not list the fleet: ${problem}`);
}

function fleetBusy({ agents, known, now, thresholds }: FleetFacts): Verdict {
  if (!agents) return "unknown";
  const busy = agents.filter(({ summary }) => summary.status === "busy").length;
  const percent = (100 * busy) / agents.length;
  if (agents.length < leastAgents || percent < thresholds.utilisationPercent - calmPercent) return undefined;
  const evidence = `${busy} of ${agents.length} agents are busy (${Math.floor(percent)} %).`;
  return { ...episode("fleet_busy", known, now, "info", evidence), isDue: percent >= thresholds.utilisationPercent };
}

function tokenExpires({ tokenExpiresAt, now, thresholds }: FleetFacts): Verdict {
  if (tokenExpiresAt === "unknown") return "unknown";
  if (tokenExpiresAt === "never") return undefined;
  const leftMs = tokenExpiresAt - now;
  const expiry = new Date(tokenExpiresAt).toISOString();
  return {
    severity: "warning",
    cause: expiry,
    evidence:
      leftMs > 0
        ? `Coder's token expires in ${durationWords(leftMs)}, at ${expiry}.`
        : `Coder's token expired at ${expiry}.`,
    isDue: leftMs < thresholds.tokenSeconds * 1_000,
  };
}

/** Trouble that has no name but its beginning: it is the one that is known until it was seen to end. */
function episode(
  rule: AlertRule,
  known: readonly LedgerAlert[],
  now: number,
  severity: Cause["severity"],
  evidence: string,
): Cause {
  const last = known.findLast(({ alert }) => alert.rule === rule);
  const goesOn = last !== undefined && last.resolvedBy !== "observer";
  return { severity, cause: goesOn ? last.cause : new Date(now).toISOString(), evidence, isDue: true };
}
