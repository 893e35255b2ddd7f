import type { Clock, Logger, Redact } from "@fleet-mcp/models";
import type { Services, TickReport } from "@fleet-mcp/services";
import { toAlertNotices } from "../alerts/alert-notice.ts";
import { createWebhook } from "../alerts/webhook.ts";
import type { Config } from "../config/config.ts";
import { observeFleet } from "./observe-fleet.ts";
import type { Observing } from "./observe-fleet.ts";

interface Parts {
  readonly observer: Services["observer"];
  readonly coderUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly redact: Redact;
}

/** What a server does without being asked: it looks at its fleet, and sends alerts where it is told to. */
export function startObserving(
  { observe, alertWebhook: url, alertWebhookSecret: secret }: Config,
  { observer, coderUrl, clock, log, redact }: Parts,
): Observing {
  const fleet = new URL(coderUrl).host;
  const webhook = url && secret ? createWebhook({ url, secret, fleet, clock, log, redact }) : undefined;
  const onReport = (report: TickReport) => webhook?.send(toAlertNotices(report));
  const observing = observeFleet({ observer, observe, clock, log, onReport });
  return {
    async stop() {
      await observing.stop();
      webhook?.close();
    },
  };
}
