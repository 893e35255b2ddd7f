import type { Clock, FleetLedger, Logger } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import type { Services } from "@fleet-mcp/services";
import type { OnAlertsChanged } from "@fleet-mcp/tools";

interface Parts {
  readonly events: Pick<Repositories["events"], "ledger" | "onAppended">;
  readonly observer: Pick<Services["observer"], "attend">;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Another server may be the one that observes: what it writes is found by looking. */
const lookMs = 1_000;

/** Tells listeners when an alert was raised, escalated or settled, by whichever server. A listener is somebody who waits. */
export function watchAlerts({ events, observer, clock, log }: Parts): OnAlertsChanged {
  return (listener) => {
    const over = new AbortController();
    const leave = observer.attend();
    let known: string | undefined;
    let looking = Promise.resolve();
    const look = () => (looking = looking.then(compare).catch((error: unknown) => log.warn(unreadable, { error })));
    const ignore = events.onAppended(() => void look());
    void run();
    return () => {
      over.abort();
      ignore();
      leave();
    };

    async function run(): Promise<void> {
      while (!over.signal.aborted) {
        await look();
        await clock.sleep(lookMs, over.signal).catch(() => {});
      }
    }

    async function compare(): Promise<void> {
      const now = fingerprint(await events.ledger());
      const isNews = known !== undefined && now !== known;
      known = now;
      if (isNews && !over.signal.aborted) listener();
    }
  };
}

const unreadable = "alerts cannot be watched now";

/** Another text for every other state of the alerts. */
const fingerprint = ({ alerts, agents }: FleetLedger): string =>
  JSON.stringify(
    [alerts, ...[...agents.values()].map((agent) => agent.alerts)]
      .flat()
      .map(({ alert, resolvedBy }) => [alert.alert_id, alert.times_escalated, alert.severity, resolvedBy]),
  );
