import type { CallOptions, Clock, Logger } from "@fleet-mcp/models";
import type { Services, TickReport } from "@fleet-mcp/services";
import { createComplaints } from "./complaints.ts";
import { lookPause } from "./look-pause.ts";

interface Parts {
  readonly observer: Pick<Services["observer"], "tick" | "takeTurn" | "giveUp" | "isAttended">;
  /** Seconds between two looks while nobody waits; 0: none then. */
  readonly observe: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** What this process saw: of several servers of a fleet only one looks. */
  onReport(report: TickReport): void;
}

export interface Observing {
  /** Ends the look that runs, and lets another server look. */
  stop(): Promise<void>;
}

/** A client waits for the first answer of the server, and for nothing of this. */
const startMs = 1_000;
/** Whose turn it is expires after 4.5 s: renewed every 2 s, and asked for twice a second, it changes hands within 5. */
const turnMs = { own: 1_000, others: 500, renewal: 2_000 };
const stopMs = 500;

/** Looks at the fleet in the background for as long as the server runs: one look at a time, by one server at a time. Never fails. */
export function observeFleet({ observer, observe, clock, log, onReport }: Parts): Observing {
  const over = new AbortController();
  const options: CallOptions = { signal: over.signal };
  const complaints = createComplaints(log);
  const since = (at: number | undefined, ms: number) => at === undefined || isOver(at, ms, clock.now());
  let [turnAt, lookAt]: [number | undefined, number | undefined] = [undefined, undefined];
  let failures = 0;
  let looking: Promise<void> | undefined;
  const running = run();
  return { stop };

  async function run(): Promise<void> {
    await rest(startMs);
    while (!over.signal.aborted) {
      await takePart().catch((error: unknown) => complaints.add("the fleet cannot be observed now", error));
      await rest(turnAt === undefined ? turnMs.others : turnMs.own);
    }
  }

  async function takePart(): Promise<void> {
    const isAttended = await observer.isAttended();
    if (observe === 0 && !isAttended) return await leaveTurn();
    if (since(turnAt, turnMs.renewal)) turnAt = (await observer.takeTurn()) ? clock.now() : undefined;
    if (turnAt === undefined || looking || over.signal.aborted) return;
    if (!since(lookAt, lookPause({ observeMs: observe * 1_000, isAttended, failures }))) return;
    lookAt = clock.now();
    looking = look().finally(() => (looking = undefined));
  }

  async function look(): Promise<void> {
    try {
      const report = await observer.tick(options);
      if (over.signal.aborted) return;
      if (report.problem === undefined) {
        failures = 0;
        complaints.settle("the fleet is observed again");
      } else {
        failures += 1;
        complaints.add("the fleet could not be looked at", report.problem);
      }
      onReport(report);
    } catch (error) {
      if (over.signal.aborted) return;
      failures += 1;
      complaints.add("the fleet could not be looked at", error);
    }
  }

  async function leaveTurn(): Promise<void> {
    if (turnAt === undefined) return;
    turnAt = undefined;
    await observer.giveUp();
  }

  async function stop(): Promise<void> {
    over.abort();
    const ended = new AbortController();
    const late = clock.sleep(stopMs, ended.signal).catch(() => {});
    await Promise.race([finish(), late]);
    ended.abort();
  }

  async function finish(): Promise<void> {
    await Promise.all([running, looking]);
    await leaveTurn().catch((error: unknown) => log.debug("the turn to observe could not be given up", { error }));
  }

  async function rest(ms: number): Promise<void> {
    await clock.sleep(ms, over.signal).catch(() => {});
  }
}

/** Also when the clock was set back. */
const isOver = (at: number, ms: number, now: number): boolean => now - at >= ms || now < at;
