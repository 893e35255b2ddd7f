import type { CallOptions, Clock, Logger } from "@fleet-mcp/models";
import type { Services, TickReport } from "@fleet-mcp/services";
import { createComplaints } from "./complaints.ts";
import { lookPause } from "./look-pause.ts";

interface Parts {
  readonly observer: Pick<Services["observer"], "tick" | "takeTurn" | "giveUp" | "isAttended" | "listen">;
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
/** After a look nobody looks for this long, nor for as long as three such looks take, whatever happens meanwhile. */
const breath = { leastMs: 250, looks: 3 };

/** Looks at the fleet in the background for as long as the server runs: one look at a time, by one server at a time. Never fails. */
export function observeFleet({ observer, observe, clock, log, onReport }: Parts): Observing {
  const over = new AbortController();
  const options: CallOptions = { signal: over.signal };
  const complaints = createComplaints(log);
  const since = (at: number | undefined, ms: number) => at === undefined || isOver(at, ms, clock.now());
  let [turnAt, lookAt]: [number | undefined, number | undefined] = [undefined, undefined];
  let failures = 0;
  let looking: Promise<void> | undefined;
  let lookMs = 0;
  let isRung = false;
  let wakeUp = () => {};
  const running = run();
  return { stop };

  async function run(): Promise<void> {
    await rest(startMs);
    if (observe > 0) void observer.listen(ring, options).catch((error: unknown) => log.warn(unheard, { error }));
    while (!over.signal.aborted) {
      await takePart().catch((error: unknown) => complaints.add("the fleet cannot be observed now", error));
      await rest(turnPause());
    }
  }

  function turnPause(): number {
    if (turnAt === undefined) return turnMs.others;
    return isRung ? breath.leastMs : turnMs.own;
  }

  async function takePart(): Promise<void> {
    const isAttended = await observer.isAttended();
    if (observe === 0 && !isAttended) return await leaveTurn();
    if (since(turnAt, turnMs.renewal)) turnAt = (await observer.takeTurn()) ? clock.now() : undefined;
    if (turnAt === undefined) isRung = false;
    if (turnAt === undefined || looking || over.signal.aborted || !isDue(isAttended)) return;
    isRung = false;
    const begun = (lookAt = clock.now());
    looking = look().finally(() => {
      looking = undefined;
      lookMs = clock.now() - begun;
    });
  }

  function isDue(isAttended: boolean): boolean {
    if (isRung && failures === 0 && since(lookAt, Math.max(breath.leastMs, (1 + breath.looks) * lookMs))) return true;
    return since(lookAt, lookPause({ observeMs: observe * 1_000, isAttended, failures }));
  }

  function ring(): void {
    if (isRung) return;
    isRung = true;
    wakeUp();
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
    const early = new AbortController();
    wakeUp = () => early.abort();
    await clock.sleep(ms, AbortSignal.any([over.signal, early.signal])).catch(() => {});
  }
}

const unheard = "changes that Coder tells of cannot be heard now";

/** Also when the clock was set back. */
const isOver = (at: number, ms: number, now: number): boolean => now - at >= ms || now < at;
