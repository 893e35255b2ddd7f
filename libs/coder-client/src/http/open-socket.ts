import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { CallOptions, Clock } from "@fleet-mcp/models";
import { DeadlineError } from "./with-deadline.ts";

export interface SocketOrder<T> {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Undefined for a frame of no interest. */
  readonly read: (text: string) => T | undefined;
}

/** Coder pings every 15 s: a peer from which nothing came for 30 to 60 s is gone, or its pings do not get through. */
const quietMs = 30_000;
const longestFrame = 1_048_576;
/** Of a loop that does not keep up. */
const mostUnread = 1_000;
/** Where Node tells of pings, which a WebSocket keeps to itself. */
const pings = "undici:websocket:ping";

/**
 * Resolves when the WebSocket is open, with what it brings from then on. The loop over it ends in an error, never by itself:
 * hung up, silent, flooded, or the signal's reason. Leaving the loop hangs up.
 */
export async function openSocket<T>({ url, headers, clock, read }: SocketOrder<T>, { signal }: CallOptions) {
  signal.throwIfAborted();
  // A redirect of the handshake is never followed, so the headers go to this host only.
  const socket = new WebSocket(url, { headers });
  socket.binaryType = "arraybuffer";
  const over = new AbortController();
  const unread: T[] = [];
  let isAlive = true;
  let wake = (): void => undefined;

  const abort = () => end(signal.reason);
  signal.addEventListener("abort", abort);
  subscribe(pings, onPing);
  socket.addEventListener("message", ({ data }) => receive(data));
  socket.addEventListener("close", ({ code }) => end(new Error(`The WebSocket was closed with code ${code}.`)));
  // It tells nothing, and is always followed by close.
  socket.addEventListener("error", () => undefined);

  await new Promise<void>((resolve) => {
    wake = resolve;
    socket.addEventListener("open", () => resolve());
  });
  over.signal.throwIfAborted();
  void listenForSilence();
  return frames();

  async function* frames(): AsyncGenerator<T, never, undefined> {
    try {
      for (;;) {
        signal.throwIfAborted();
        const next = unread.shift();
        if (next !== undefined) {
          yield next;
        } else {
          over.signal.throwIfAborted();
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    } finally {
      end(new Error("The WebSocket is not read any more."));
    }
  }

  function receive(data: unknown): void {
    isAlive = true;
    if (over.signal.aborted || typeof data !== "string") return;
    if (data.length > longestFrame) return end(new Error("The WebSocket brought a frame that is too long."));
    const event = read(data);
    if (event === undefined) return;
    if (unread.length === mostUnread) return end(new Error("The WebSocket brings more than is read."));
    unread.push(event);
    wake();
  }

  /** Older releases of Node do not say whose ping it is. */
  function onPing(message: unknown): void {
    const isOther = typeof message === "object" && message !== null && "websocket" in message;
    if (!isOther || message.websocket === socket) isAlive = true;
  }

  async function listenForSilence(): Promise<void> {
    while (isAlive) {
      isAlive = false;
      await clock.sleep(quietMs, over.signal).catch(() => (isAlive = false));
      if (over.signal.aborted) return;
    }
    end(new DeadlineError());
  }

  function end(reason: unknown): void {
    if (over.signal.aborted) return;
    over.abort(reason);
    signal.removeEventListener("abort", abort);
    unsubscribe(pings, onPing);
    socket.close();
    wake();
  }
}
