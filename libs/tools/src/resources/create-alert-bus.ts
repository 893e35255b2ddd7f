import { alertsUri } from "./alerts-uri.ts";
import type { OnAlertsChanged } from "./alerts-uri.ts";

interface AlertsChanged {
  readonly kind: "resource_updated";
  readonly uri: string;
}

/** For clients of 2026 over HTTP, the `bus` of the SDK's handler: what streams of `subscriptions/listen` hear while they are open. */
export const createAlertBus = (onAlertsChanged: OnAlertsChanged) => ({
  /** Returns what ends the subscription. */
  subscribe: (listener: (event: AlertsChanged) => void) =>
    onAlertsChanged(() => listener({ kind: "resource_updated", uri: alertsUri })),
  /** Nothing else ever changes. */
  publish() {},
});
