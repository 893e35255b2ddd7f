import type { ServerEventBus } from "@modelcontextprotocol/server";
import { alertsUri } from "./alerts-uri.ts";
import type { OnAlertsChanged } from "./alerts-uri.ts";

/** For clients of 2026 over HTTP: what the streams of `subscriptions/listen` hear, for as long as they are open. */
export const createAlertBus = (onAlertsChanged: OnAlertsChanged): ServerEventBus => ({
  subscribe: (listener) => onAlertsChanged(() => listener({ kind: "resource_updated", uri: alertsUri })),
  publish() {},
});
