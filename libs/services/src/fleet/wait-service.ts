import { FleetError } from "@fleet-mcp/models";
import type { CallOptions, Clock, FleetEvent, FleetLedger, Happening, Logger, WaitResult } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { toHappening } from "../events/to-happening.ts";
import { raiseServiceError } from "../service-error.ts";
import { createBell } from "./bell.ts";
import type { Bell } from "./bell.ts";
import { checkCursor } from "./check-cursor.ts";
import { createLookout } from "./lookout.ts";
import type { Observing } from "./lookout.ts";
import { presentAgents } from "./present-agents.ts";
import type { PresentAgent } from "./present-agents.ts";
import { createIdleProof } from "./prove-idle.ts";
import type { IdleProof } from "./prove-idle.ts";
import { toWaitResult } from "./to-wait-result.ts";
import { decisiveTypes, fulfilments } from "./wait-conditions.ts";
import { allGone, checkTimeout, waitProgress } from "./wait-request.ts";
import type { WaitRequest } from "./wait-request.ts";
import { findWatched, keepWatched } from "./watched-agents.ts";
import type { Watched } from "./watched-agents.ts";

export interface WaitServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations" | "events">;
  readonly observer: Observing;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How soon what another process wrote to the log is seen; what this one writes wakes at once. */
const pauseMs = 100;
const progressMs = 5_000;
/** How long Coder has to say how things are at the end of a wait. */
const lastLookMs = 5_000;
const mostEvents = 500;

export function createWaitService({ repositories, observer, clock, log }: WaitServiceParts) {
  const { agents, conversations, events } = repositories;
  return { waitFor };

  /**
   * Returns at once when any of the agents is there already, else at the first event that brings one there. When the time is over
   * first, it answers with how things are. Throws `not_found` for agents nobody knows or that are gone, `invalid_input`.
   */
  async function waitFor(request: WaitRequest, options: CallOptions): Promise<WaitResult> {
    checkTimeout(request);
    const leave = observer.attend();
    const bell = createBell();
    const hangUp = events.onAppended(bell.ring);
    try {
      return await watch(request, bell, options);
    } finally {
      hangUp();
      leave();
    }
  }

  async function watch(request: WaitRequest, bell: Bell, options: CallOptions): Promise<WaitResult> {
    const scene = await setScene(request, options);
    const lookout = createLookout({ observer, clock, log });
    const endsAt = scene.began + request.timeoutSeconds * 1_000;
    let toldAt = scene.began;
    for (let isFirst = true; ; isFirst = false) {
      const view = await takeView(scene, lookout.hasLooked(), options);
      if (view.fulfilled.length > 0) return toWaitResult(view);
      if (view.isHopeless && isFirst) throw allGone(view.agents, request);
      if (view.isHopeless) return toWaitResult(view);
      if (clock.now() >= endsAt) return toWaitResult(await asItIsNow(scene, view, options));
      lookout.look(options);
      if (clock.now() - toldAt >= progressMs) {
        toldAt = clock.now();
        options.onProgress?.({ message: waitProgress(request, view.agents), elapsedMs: toldAt - scene.began });
      }
      await bell.rungOr(clock.sleep(Math.min(pauseMs, endsAt - clock.now()), options.signal));
    }
  }

  async function setScene(request: WaitRequest, options: CallOptions): Promise<Scene> {
    const began = clock.now();
    const before = await events.ledger();
    checkCursor(request.cursor, before);
    const listed = await agents.list(options).catch(raiseServiceError);
    const present = presentAgents({ listed, before, ledger: before, now: began });
    const gone = present.filter(({ status }) => status === "deleted").map(({ workspaceId }) => workspaceId);
    return {
      request,
      began,
      before,
      listed,
      watched: findWatched(request.agentNames, present),
      goneBefore: new Set(gone),
      heard: [],
      unread: 0,
      readUpTo: request.cursor ?? before.cursor,
      baseline: undefined,
      idle: createIdleProof({ conversations, clock }),
    };
  }

  async function takeView(scene: Scene, hasLooked: boolean, options: CallOptions): Promise<View> {
    const ledger = await events.ledger();
    await hear(scene, ledger);
    if (hasLooked) scene.baseline ??= ledger.cursor;
    const { request, listed, before, watched, goneBefore, heard } = scene;
    const seen = keepWatched(presentAgents({ listed, before, ledger, now: clock.now() }), watched, goneBefore);
    const present = await proven(scene, seen, listed, options);
    const fulfilled = fulfilledBy(scene, present, ledger);
    const isHopeless =
      watched !== "everybody" && request.until !== "deleted" && present.every(({ status }) => status === "deleted");
    const happened = heard.map((event) => toHappening(event, ledger));
    return { fulfilled, happened, unread: scene.unread, agents: present, cursor: ledger.cursor, isHopeless };
  }

  /** Reads on in the log. Of very much at once only the end is kept, and what can decide. */
  async function hear(scene: Scene, { cursor }: FleetLedger): Promise<void> {
    if (cursor <= scene.readUpTo) return;
    const { watched, request } = scene;
    const condition = {
      ...(watched === "everybody" ? {} : { workspaceIds: [...watched] }),
      after: scene.readUpTo,
      before: cursor + 1,
    };
    const query = { ...condition, order: "newest first" as const, limit: mostEvents };
    const newest = await events.read(query);
    const isCut = newest.length === mostEvents;
    const types = decisiveTypes[request.until];
    const decisive = isCut && types ? await events.read({ ...query, types }) : [];
    const known = new Map([...decisive, ...newest].map((event) => [event.seq, event]));
    if (isCut && types) scene.unread += (await events.count({ ...condition, types })) - decisive.length;
    if (isCut && request.until === "any_change") scene.unread += (await events.count(condition)) - newest.length;
    scene.heard = [...scene.heard, ...[...known.values()].toSorted((a, b) => a.seq - b.seq)];
    scene.readUpTo = cursor;
  }

  /** Coder's own word at the end of the time; it may be that somebody got there since the last look. */
  async function asItIsNow(scene: Scene, view: View, options: CallOptions): Promise<View> {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(lastLookMs)]);
    try {
      const listed = await agents.list({ ...options, signal });
      const ledger = await events.ledger();
      const seen = presentAgents({ listed, before: ledger, ledger, now: clock.now() });
      const present = keepWatched(seen, scene.watched, scene.goneBefore);
      const now = await proven(scene, present, listed, { ...options, signal });
      return { ...view, fulfilled: fulfilledBy(scene, now, ledger), agents: now };
    } catch (error) {
      options.signal.throwIfAborted();
      if (!signal.aborted && !(error instanceof FleetError)) throw error;
      const why = error instanceof FleetError ? error.message : "It did not answer in time.";
      const said: Happening = { what: `Coder could not be asked how they are now. ${why}`, at: isoOf(clock.now()) };
      return { ...view, happened: [...view.happened, said] };
    }
  }
}
export type WaitService = ReturnType<typeof createWaitService>;

interface Scene {
  readonly request: WaitRequest;
  /** Milliseconds since the epoch. */
  readonly began: number;
  readonly before: FleetLedger;
  readonly listed: readonly AgentRecord[];
  readonly watched: Watched;
  readonly goneBefore: ReadonlySet<string>;
  readonly idle: IdleProof;
  heard: readonly FleetEvent[];
  /** Events that fulfil it as well and were not read. */
  unread: number;
  readUpTo: number;
  /** Place in the log after which everything is news. */
  baseline: number | undefined;
}

interface View {
  readonly fulfilled: readonly Happening[];
  readonly happened: readonly Happening[];
  readonly unread: number;
  readonly agents: readonly PresentAgent[];
  readonly cursor: number;
  /** Nobody is left who could fulfil it. */
  readonly isHopeless: boolean;
}

const fulfilledBy = (scene: Scene, agents: readonly PresentAgent[], ledger: FleetLedger): Happening[] =>
  fulfilments({
    until: scene.request.until,
    agents,
    events: scene.heard.filter((event) => counts(event, scene)),
    ledger,
    countsOpen: scene.request.cursor === undefined,
    isEverybody: scene.watched === "everybody",
  });

const proven = async (
  { request, idle }: Scene,
  seen: readonly PresentAgent[],
  listed: readonly AgentRecord[],
  options: CallOptions,
): Promise<readonly PresentAgent[]> => (request.until === "idle" ? idle.prove(seen, listed, options) : seen);

/** The first look of a wait writes down what happened before anybody waited: without a cursor, that is no news. */
function counts({ seq, occurredAt }: FleetEvent, { request, baseline, began }: Scene): boolean {
  if (request.cursor !== undefined) return true;
  return (baseline !== undefined && seq > baseline) || Date.parse(occurredAt) >= began;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
