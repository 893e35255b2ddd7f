import type { Clock, FleetLedger, Logger } from "@fleet-mcp/models";
import { RepositoryError } from "../repository-error.ts";
import type { EventPlace } from "./event-place.ts";
import { createLedgerFold } from "./ledger-fold.ts";
import type { LedgerFold } from "./ledger-fold.ts";
import { createMemoryPlace } from "./memory-place.ts";
import { createMove } from "./move-events.ts";

/** The file of the log. `open` rejects when it cannot be used; `unavailable` errors carry a hint for the operator. */
export interface OpenFile {
  readonly file: string;
  open(): Promise<EventPlace>;
}

export interface PlacesParts {
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger;
  readonly openFile: OpenFile | undefined;
}

/** For an operator: where events are kept, and why not where they should be. */
export interface EventLogState {
  readonly place: "file" | "memory";
  readonly file?: string;
  readonly problem?: string;
  /** What to do about the problem. */
  readonly next?: string;
  readonly events?: number;
}

/** One place with the ledger of what it holds. */
export interface Kept {
  readonly place: EventPlace;
  readonly fold: LedgerFold;
}

interface Problem {
  readonly problem: string;
  readonly next: string;
}

const retryMs = 30_000;

/**
 * Where events are kept now: the file, opened at first use; the memory while the file cannot be used. It is tried again at most every
 * 30 s, and then takes what was kept in memory.
 */
export function createPlaces({ clock, log, openFile }: PlacesParts) {
  let memory = inMemory();
  let current: Kept = memory;
  let problem: Problem | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  let turning: Promise<void> | undefined;
  let closing: Promise<void> = Promise.resolve();
  let lost = 0;
  return { run, state, close };

  /** Acts on the place; once more in memory when the file fails. In a hurry, memory will do while a failed file is tried again. */
  async function run<T>(act: (kept: Kept) => Promise<T>, isHurried = false): Promise<T> {
    for (;;) {
      const kept = await usable(isHurried);
      try {
        return await act(kept);
      } catch (error) {
        if (kept === current) {
          if (kept === memory || !isTrouble(error)) throw error;
          await turn(() => leave(error));
        }
      }
    }
  }

  async function usable(isHurried: boolean): Promise<Kept> {
    const isDue = openFile && current === memory && !isClosed && isOver(failedAt, retryMs, clock.now());
    const entering = isDue ? turn(() => enter(openFile)) : undefined;
    if (!isHurried || !problem) await entering;
    return current;
  }

  /** One turn at a time; who comes meanwhile waits for it. */
  function turn(act: () => Promise<void>): Promise<void> {
    turning ??= act().finally(() => {
      turning = undefined;
    });
    return turning;
  }

  async function enter({ open, file }: OpenFile): Promise<void> {
    await closing;
    let opened: EventPlace | undefined;
    try {
      opened = await open();
      for (;;) {
        const batch = memory.place.kept(moveSize);
        const [last] = batch.slice(-1);
        // In the same turn of the event loop as the last look: nothing can come in between.
        if (!last) break;
        await memory.move(opened, batch);
        await memory.fold.catchUp();
        memory.place.forget(last.seq);
      }
      current = { place: opened, fold: createLedgerFold(opened) };
      if (problem) log.info("the event log works again", { file });
      problem = undefined;
    } catch (error) {
      if (opened) letGo(opened);
      report(error);
    }
  }

  /** What the file still tells is known in memory, so that what follows fits to it. */
  async function leave(error: unknown): Promise<void> {
    const { place, fold } = current;
    const known = await fold.catchUp().catch(() => fold.known());
    memory = inMemory(known);
    current = memory;
    letGo(place);
    report(error);
  }

  function inMemory(known?: FleetLedger) {
    const place = createMemoryPlace({ clock, ...(known && { known }), ...(openFile && { onLost }) });
    return { place, fold: createLedgerFold(place, known), move: createMove(place.before) };
  }

  function letGo(place: EventPlace): void {
    closing = place.close().catch((error: unknown) => log.debug("the event log could not be closed", { error }));
  }

  /** Once for each problem. */
  function report(error: unknown): void {
    failedAt = clock.now();
    const found = toProblem(error);
    if (found.problem === problem?.problem) return;
    problem = found;
    log.warn("the event log cannot be used; events are kept in memory", { file: openFile?.file, ...found, error });
  }

  function onLost(count: number): void {
    if (lost === 0) log.warn("too many events are kept in memory; the oldest are lost", { file: openFile?.file });
    lost += count;
  }

  async function state(): Promise<EventLogState> {
    const events = await run(({ place }) => place.size());
    const file = openFile && { file: openFile.file };
    return { place: current.place.kind, ...file, ...problem, events };
  }

  /** What is still in memory gets a last chance. Later calls find an empty memory. */
  async function close(): Promise<void> {
    await turning;
    if (openFile && current === memory && (await memory.place.size()) > 0) await turn(() => enter(openFile));
    const unsaved = openFile && current === memory ? await memory.place.size() : 0;
    if (unsaved > 0)
      log.warn("events in memory are lost: the event log cannot be used", { file: openFile?.file, unsaved });
    isClosed = true;
    const { place } = current;
    memory = inMemory();
    current = memory;
    letGo(place);
    await closing;
  }
}

/** Events moved to the file at a time. */
const moveSize = 100;

/** Also when the clock was set back. */
const isOver = (at: number, ms: number, now: number): boolean => now - at >= ms || now < at;

const isTrouble = (error: unknown): boolean => error instanceof RepositoryError && error.code === "unavailable";

function toProblem(error: unknown): Problem {
  const later = "Events are kept in memory until then.";
  if (error instanceof RepositoryError)
    return { problem: error.message, next: `${error.hint ?? "Check it."} ${later}` };
  return { problem: "The event log cannot be opened.", next: `Check its folder and this Node. ${later}` };
}
