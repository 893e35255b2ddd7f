import { z } from "zod";
import { alertsUri } from "./alerts-uri.ts";
import type { OnAlertsChanged } from "./alerts-uri.ts";

/** The transport of a connection, as the SDK has it. */
interface Wire<M, E> {
  onmessage?: ((message: M, extra?: E) => void) | undefined;
  onclose?: (() => void) | undefined;
}

interface Following {
  readonly onAlertsChanged: OnAlertsChanged;
  /** Sends `notifications/resources/updated` by the server that this connection has now; the SDK passes it on to who asked for it. */
  readonly notify: () => void;
}

/**
 * For clients of 2026 over one connection: the SDK answers `subscriptions/listen` before any server sees it, so what comes in is
 * read along. To be called once the SDK has the transport; while nobody listens to alerts, nobody is told of them.
 */
export function followListening<M, E>(wire: Wire<M, E>, { onAlertsChanged, notify }: Following): void {
  const listening = new Set<string | number>();
  let end: (() => void) | undefined;
  const { onmessage, onclose } = wire;

  wire.onmessage = (message, extra) => {
    onmessage?.(message, extra);
    const begun = Listen.safeParse(message);
    const over = Cancelled.safeParse(message);
    if (begun.success) listening.add(begun.data.id);
    if (over.success) listening.delete(over.data.params.requestId);
    settle();
  };
  wire.onclose = () => {
    listening.clear();
    settle();
    onclose?.();
  };

  function settle(): void {
    if (listening.size > 0) end ??= onAlertsChanged(notify);
    if (listening.size > 0 || !end) return;
    end();
    end = undefined;
  }
}

const Id = z.union([z.string(), z.number()]);
const Listen = z.object({
  method: z.literal("subscriptions/listen"),
  id: Id,
  params: z.object({
    notifications: z.object({ resourceSubscriptions: z.array(z.string()).refine((uris) => uris.includes(alertsUri)) }),
  }),
});
const Cancelled = z.object({ method: z.literal("notifications/cancelled"), params: z.object({ requestId: Id }) });
