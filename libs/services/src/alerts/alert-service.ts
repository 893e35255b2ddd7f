import { cleanLine, paginate } from "@fleet-mcp/models";
import type { Alert, AlertSeverity, CallOptions, Clock, FleetLedger, PageInfo, PageRequest } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";
import { isOpen, knownAlerts, openAlerts } from "./known-alerts.ts";
import type { KnownAlert } from "./known-alerts.ts";

export interface AlertServiceParts {
  readonly repositories: Pick<Repositories, "events">;
  readonly clock: Pick<Clock, "now">;
}

export interface AlertFilter {
  readonly severity?: AlertSeverity | undefined;
}

/** Others write to the same stream: that many times the alert is looked at anew. */
const attempts = 4;
const noteLength = 500;
const namedIds = 10;

export function createAlertService({ repositories: { events }, clock }: AlertServiceParts) {
  return { list, resolve };

  /** Open alerts, the most severe first, then the oldest first. */
  async function list(
    { severity }: AlertFilter,
    page: PageRequest,
    { signal }: CallOptions,
  ): Promise<{ alerts: Alert[] } & PageInfo> {
    signal.throwIfAborted();
    const open = openAlerts(await events.ledger());
    const { entries, info } = paginate(
      open.filter((alert) => severity === undefined || alert.severity === severity),
      page,
    );
    return { alerts: entries, ...info };
  }

  /** Settles an alert and returns it; one that is settled comes back as it is, with who settled it. Throws `not_found`, `busy`. */
  async function resolve(alertId: string, note: string | undefined, options: CallOptions): Promise<Alert> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      options.signal.throwIfAborted();
      const known = find(alertId, await events.ledger());
      if (known.resolvedBy !== undefined) return { ...known.alert, resolved_by: known.resolvedBy };
      if (await settle(known, note, options)) return { ...known.alert, resolved_by: "manager" };
    }
    throw new ServiceError("busy", `Alert ${JSON.stringify(alertId)} changes all the time.`, {
      hint: "Call list_alerts, then resolve it again if it is still open.",
    });
  }

  /** False when somebody else wrote first. */
  async function settle({ alert, subject, version }: KnownAlert, note: string | undefined, { origin }: CallOptions) {
    const noted = note === undefined ? {} : { note: cleanLine(note, noteLength) };
    const appended = await events.append(
      [
        {
          type: "alert_resolved",
          subject,
          occurredAt: new Date(clock.now()).toISOString(),
          origin: origin ?? { actor: "server" },
          data: { alert_id: alert.alert_id, by: "manager", ...noted },
        },
      ],
      [{ subject, version }],
    );
    return appended !== "conflict";
  }
}
export type AlertService = ReturnType<typeof createAlertService>;

function find(alertId: string, ledger: FleetLedger): KnownAlert {
  const wanted = alertId.trim();
  const all = knownAlerts(ledger).filter(({ alert }) => alert.alert_id === wanted);
  const found = all.find(isOpen) ?? all[0];
  if (found) return found;
  const open = openAlerts(ledger).map(({ alert_id }) => alert_id);
  throw new ServiceError("not_found", `There is no alert ${JSON.stringify(alertId.slice(0, 60))}.`, {
    hint: open.length === 0 ? "No alert is open." : `Open are ${named(open)}.`,
  });
}

function named(ids: readonly string[]): string {
  const more = ids.length > namedIds ? ` and ${ids.length - namedIds} more: call list_alerts` : "";
  return `${ids.slice(0, namedIds).join(", ")}${more}`;
}
