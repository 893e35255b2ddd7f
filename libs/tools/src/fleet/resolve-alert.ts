import { Alert } from "@fleet-mcp/models";
import type { AlertService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";

/** What it was; list_alerts had the rest. */
const SettledAlert = Alert.pick({ alert_id: true, rule: true, agent_name: true, resolved_by: true });

export const resolveAlert = (alerts: Pick<AlertService, "resolve">) =>
  defineTool({
    name: "resolve_alert",
    title: "Resolve alert",
    toolset: "fleet",
    description:
      "Settles an alert that has been dealt with or can be ignored; it is not raised again for the same cause. Alerts whose cause ends resolve by themselves.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({
      alert_id: z.string().describe("As in list_alerts."),
      note: z.string().max(500).optional().describe("What was done; kept in the log."),
    }),
    output: z.object({ alert: SettledAlert.describe("The settled one.") }),
    async handle({ alert_id, note }, options) {
      return { alert: await alerts.resolve(alert_id, note, options) };
    },
    text: ({ alert: { alert_id, rule, agent_name, resolved_by } }) =>
      `${alert_id} is resolved${resolved_by === "observer" ? " already, by itself" : ""} (${rule}, ${agent_name ?? "fleet"}).`,
  });
