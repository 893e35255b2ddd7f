import { cleanLine } from "@fleet-mcp/models";
import type { FleetEvent, FleetLedger, Happening } from "@fleet-mcp/models";
import { quoted } from "./quoted.ts";

const textLength = 120;

/** An event in one line; what agents wrote stands in quotation marks, cut. */
export function toHappening(event: FleetEvent, ledger: FleetLedger): Happening {
  const name = event.subject === "fleet" ? undefined : ledger.agents.get(event.subject.workspaceId)?.name;
  return { ...(name === undefined ? {} : { agent_name: name }), what: describe(event), at: event.occurredAt };
}

function describe(event: FleetEvent): string {
  switch (event.type) {
    case "task_started":
      return `${event.data.origin === "ordered" ? "was given" : "began by itself"} the task ${quote(event.data.task)}`;
    case "task_input_sent":
      return describeInput(event.data);
    case "task_cancelled":
      return "had its task cancelled";
    case "task_succeeded":
      return event.data.reported
        ? `finished its task${saying(event.data.outcome)}`
        : `came to rest without a reported outcome${saying(event.data.outcome)}`;
    case "task_failed":
      return `failed at its task${saying(event.data.outcome)}`;
    case "alert_raised":
      return `${event.data.severity} alert ${event.data.alert_id}: ${cleanLine(event.data.evidence, textLength)}`;
    case "alert_escalated":
      return `alert ${event.data.alert_id} is still open, ${event.data.severity} by now`;
    case "alert_resolved":
      return `alert ${event.data.alert_id} was resolved by ${event.data.by === "manager" ? "a manager" : "itself"}`;
    default:
      return describeLife(event);
  }
}

type Life = Exclude<FleetEvent, { type: `task_${string}` | `alert_${string}` }>;

function describeLife(event: Life): string {
  switch (event.type) {
    case "agent_adopted":
      return `was found, ${event.data.status}`;
    case "agent_created":
      return `was created from ${event.data.project}`;
    case "agent_status_changed":
      return `became ${event.data.to}${because(event.data.reason)}`;
    case "agent_health_changed":
      return `became ${event.data.healthy ? "healthy" : "unhealthy"}${because(event.data.reason)}`;
    case "agent_restarted":
      return "was restarted";
    case "agent_delete_requested":
      return "is to be deleted";
    case "agent_deleted":
      return event.data.by === "us" ? "was deleted" : "was deleted by somebody else";
    case "pull_request_changed": {
      const { url, status = "status unknown", check_status: checks = "unknown" } = event.data;
      return `pull request ${cleanLine(url, textLength)}: ${status}, checks ${checks}`;
    }
  }
}

type Sent = Extract<FleetEvent, { type: "task_input_sent" }>["data"];

const deliveries: Readonly<Record<Sent["delivery"], string>> = {
  sending: "is being sent",
  delivered: "was sent",
  refused: "refused",
  unknown: "may have been sent",
};

function describeInput({ delivery, input_type: type, input }: Sent): string {
  const what = type === "task" ? "its task" : `the ${type} ${quote(input ?? "")}`;
  return `${deliveries[delivery]} ${what}`;
}

const quote = (text: string): string => quoted(text, textLength);
const saying = (outcome: string | undefined): string => (outcome ? `: ${quote(outcome)}` : "");
const because = (reason: string | undefined): string => (reason ? ` (${cleanLine(reason, textLength)})` : "");
