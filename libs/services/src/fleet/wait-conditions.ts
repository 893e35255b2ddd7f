import { cleanLine, compareTimes, isOnline } from "@fleet-mcp/models";
import type { EventSubject, EventTypeName, FleetEvent, FleetLedger, Happening, WaitFor } from "@fleet-mcp/models";
import { isOpen, knownAlerts } from "../alerts/known-alerts.ts";
import type { KnownAlert } from "../alerts/known-alerts.ts";
import { quoted } from "../events/quoted.ts";
import { toHappening } from "../events/to-happening.ts";
import { questionIn } from "../alerts/rules/question-in.ts";
import type { PresentAgent } from "./present-agents.ts";

/** What is known at one moment of a wait, about those who are watched. */
export interface Situation {
  readonly until: WaitFor;
  readonly agents: readonly PresentAgent[];
  /** Events that count, oldest first. */
  readonly events: readonly FleetEvent[];
  readonly ledger: FleetLedger;
  /** What is wrong already counts as well, also with the fleet as a whole when everybody is watched. */
  readonly countsOpen: boolean;
  readonly isEverybody: boolean;
}

/** Event types that can fulfil a wait; undefined where only the status decides, or any event will do. */
export const decisiveTypes: Readonly<Partial<Record<WaitFor, readonly EventTypeName[]>>> = {
  finished: ["task_succeeded", "task_failed", "task_cancelled"],
  attention: ["alert_raised", "alert_escalated", "task_failed", "task_succeeded"],
};

/** What fulfils the wait, oldest first; empty while nothing does. */
export function fulfilments(situation: Situation): Happening[] {
  switch (situation.until) {
    case "idle":
      return withStatus(situation, ({ status, hasFreshTask }) => status === "idle" && !hasFreshTask);
    case "online":
      return withStatus(situation, ({ status }) => isOnline(status));
    case "deleted":
      return deletions(situation);
    case "finished":
      return told(situation, ({ type }) => decisiveTypes.finished?.includes(type) ?? false);
    case "attention":
      return [...inNeed(situation), ...told(situation, asksForAttention)];
    case "any_change":
      return told(situation, () => true);
  }
}

const withStatus = (situation: Situation, isWanted: (agent: PresentAgent) => boolean): Happening[] =>
  situation.agents
    .filter(isWanted)
    .map((agent) => becoming(agent, situation))
    .toSorted((a, b) => compareTimes(a.at, b.at));

/** The event that brought it there, if that was heard. */
function becoming({ workspaceId, name, status, since }: PresentAgent, { events, ledger }: Situation): Happening {
  const heard = events.findLast(
    ({ type, subject, occurredAt }) =>
      type === "agent_status_changed" &&
      subject !== "fleet" &&
      subject.workspaceId === workspaceId &&
      occurredAt === since,
  );
  return heard ? toHappening(heard, ledger) : { agent_name: name, what: `is ${status}`, at: since };
}

/** Also of those who were gone before the wait, but after its cursor. */
function deletions(situation: Situation): Happening[] {
  const heard = told(situation, ({ type }) => type === "agent_deleted");
  const names = new Set(heard.map(({ agent_name: name }) => name));
  const seen = withStatus(situation, ({ status, name }) => status === "deleted" && !names.has(name));
  return [...heard, ...seen];
}

const told = ({ events, ledger }: Situation, isWanted: (event: FleetEvent) => boolean): Happening[] =>
  events.filter(isWanted).map((event) => toHappening(event, ledger));

/** A failed task is told of by itself: its alert is no second trouble. */
function asksForAttention(event: FleetEvent): boolean {
  if (event.type === "task_succeeded") return questionIn(event.data.outcome ?? "") !== undefined;
  if (event.type === "alert_raised") return event.data.rule !== "task_failed";
  return event.type === "alert_escalated" || event.type === "task_failed";
}

/** What was wrong before anybody waited, and is not told of by an event. */
function inNeed(situation: Situation): Happening[] {
  const { agents, ledger, countsOpen, isEverybody } = situation;
  if (!countsOpen) return [];
  const told = toldOf(situation);
  const watched = new Set(agents.map(({ workspaceId }) => workspaceId));
  const alerts = knownAlerts(ledger)
    .filter(isOpen)
    .filter(({ subject }) => isEverybody || (subject !== "fleet" && watched.has(subject.workspaceId)));
  const alerted = new Set(alerts.filter(isAboutTask).map(({ subject }) => subjectKey(subject)));
  const open = alerts
    .filter(({ alert }) => !told.alerts.has(alert.alert_id))
    .filter((alert) => !(isAboutTask(alert) && told.agents.has(subjectKey(alert.subject))))
    .map(({ alert: { agent_name, severity, alert_id, evidence, since } }) => ({
      ...(agent_name === undefined ? {} : { agent_name }),
      what: `${severity} alert ${alert_id} is open: ${cleanLine(evidence, 120)}`,
      at: since,
    }));
  const questions = agents.flatMap(({ workspaceId, name, question, since }) =>
    question === undefined || alerted.has(workspaceId) || told.agents.has(workspaceId)
      ? []
      : [{ agent_name: name, what: `waits for an answer: ${quoted(question, 120)}`, at: since }],
  );
  return [...open, ...questions].toSorted((a, b) => compareTimes(a.at, b.at));
}

/** Alerts, and agents whose task ended, that the events which ask for attention tell of. */
function toldOf({ events }: Situation) {
  const telling = events.filter(asksForAttention);
  const ends = telling.filter(({ type }) => type === "task_succeeded" || type === "task_failed");
  return {
    alerts: new Set(telling.flatMap(({ data }) => ("alert_id" in data ? [data.alert_id] : []))),
    agents: new Set(ends.map(({ subject }) => subjectKey(subject))),
  };
}

const subjectKey = (subject: EventSubject): string => (subject === "fleet" ? "" : subject.workspaceId);

/** Alerts about how an agent's last task ended. */
const isAboutTask = ({ alert: { rule } }: KnownAlert): boolean =>
  rule === "task_failed" || rule === "waiting_for_answer";
