import type { Clock, Logger, Redact } from "@fleet-mcp/models";
import type { AlertNotice } from "./alert-notice.ts";
import { systemCode } from "../system-code.ts";
import { signBody } from "./sign-body.ts";

interface Parts {
  readonly url: string;
  readonly secret: string;
  /** Host of the Coder that the alerts are about. */
  readonly fleet: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Agents' words are in the evidence. */
  readonly redact: Redact;
  /** Only tests wait less, and for fewer. */
  readonly timeoutMs?: number;
  readonly longestQueue?: number;
}

export interface Webhook {
  /** Returns at once. */
  send(notices: readonly AlertNotice[]): void;
  /** Gives up what is not sent yet. */
  close(): void;
}

const retriesMs = [1_000, 5_000, 25_000];

/** Sends notices one after the other, in their order, each again when the receiver may take it later. Never fails. */
export function createWebhook({
  url,
  secret,
  fleet,
  clock,
  log,
  redact,
  timeoutMs = 5_000,
  longestQueue = 1_000,
}: Parts): Webhook {
  const over = new AbortController();
  const queue: AlertNotice[] = [];
  let isSending = false;
  let isOverfull = false;
  return { send, close };

  function send(notices: readonly AlertNotice[]): void {
    queue.push(...notices);
    const dropped = queue.splice(0, Math.max(0, queue.length - longestQueue)).length;
    if (dropped > 0 && !isOverfull) {
      isOverfull = true;
      log.warn("too many alerts wait for the webhook; the oldest are not sent", { dropped });
    }
    if (!isSending) void sendAll();
  }

  function close(): void {
    const left = queue.length + (isSending ? 1 : 0);
    if (left > 0) log.warn("stopped before all alerts were sent", { left });
    queue.length = 0;
    over.abort();
  }

  async function sendAll(): Promise<void> {
    isSending = true;
    for (let notice = queue.shift(); notice && !over.signal.aborted; notice = queue.shift()) await deliver(notice);
    [isSending, isOverfull] = [false, false];
  }

  async function deliver({ id, type, at, alert }: AlertNotice): Promise<void> {
    const body = redact(JSON.stringify({ id, type, at, fleet, alert }));
    let problem = await post(body, id);
    for (const pauseMs of retriesMs) {
      if (problem?.mayPass !== true || over.signal.aborted) break;
      await clock.sleep(pauseMs, over.signal).catch(() => {});
      if (!over.signal.aborted) problem = await post(body, id);
    }
    if (problem && !over.signal.aborted) {
      log.warn("alert could not be sent", { alert: alert.alert_id, type, problem: problem.says });
    }
  }

  async function post(body: string, id: string): Promise<Problem | undefined> {
    const timestamp = String(Math.floor(clock.now() / 1_000));
    const headers = {
      "content-type": "application/json",
      "x-fleet-delivery": id,
      "x-fleet-timestamp": timestamp,
      "x-fleet-signature": signBody(secret, timestamp, body),
    };
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      // Not followed: what is signed goes where it was meant to go.
      const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      await response.body?.cancel();
      return response.ok ? undefined : refused(response.status);
    } catch (error) {
      return { says: reasonOf(error), mayPass: true };
    }
  }
}

interface Problem {
  readonly says: string;
  readonly mayPass: boolean;
}

const refused = (status: number): Problem => ({
  says: `the receiver answered ${status}`,
  mayPass: status >= 500 || status === 408 || status === 429,
});

/** Without the words of fetch, which may hold the address, and that may be a secret. */
function reasonOf(error: unknown): string {
  if (!isObject(error)) return unreachable;
  if ("name" in error && error.name === "TimeoutError") return "no answer in time";
  const code = "cause" in error ? systemCode(error.cause) : undefined;
  return code === undefined ? unreachable : `${unreachable}: ${code}`;
}

const unreachable = "the receiver could not be reached";
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
