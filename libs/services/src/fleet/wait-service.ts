import { FleetError, WaitFor } from "@fleet-mcp/models";
import type { CallOptions, Clock, FleetEvent, FleetLedger, Happening, Logger, WaitResult } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { toHappening } from "../events/to-happening.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { createBell } from "./bell.ts";
import type { Bell } from "./bell.ts";
import { checkCursor } from "./check-cursor.ts";
import { createLookout } from "./lookout.ts";
import type { Observing } from "./lookout.ts";
import { presentAgents } from "./present-agents.ts";
import type { PresentAgent } from "./present-agents.ts";
import { toWaitResult } from "./to-wait-result.ts";
import { decisiveTypes, fulfilments } from "./wait-conditions.ts";
import { findWatched, keepWatched } from "./watched-agents.ts";
import type { Watched } from "./watched-agents.ts";

export interface WaitServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "events">;
  readonly observer: Observing;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface WaitRequest {
  /** Absent: everybody. */
  readonly agentNames?: readonly string[] | undefined;
  readonly until: WaitFor;
  readonly timeoutSeconds: number;
  /** What happened after this place in the log counts as well. */
  readonly cursor?: number | undefined;
}

const longestSeconds = 240;
/** How soon what another process wrote to the log is seen; what this one writes wakes at once. */
const pauseMs = 500;
const progressMs = 5_000;
/** How long Coder has to say how things are at the end of a wait. */
const lastLookMs = 5_000;
const mostEvents = 500;

export function createWaitService({ repositories: { agents, events }, observer, clock, log }: WaitServiceParts) {
  return { waitFor };

  /**
   * Returns at once when any of the agents is there already, else at the first event that brings one there. When the time is over
   * first, it answers with how things are. Throws `not_found` for agents nobody knows or that are gone, `invalid_input`.
   */
  async function waitFor(request: WaitRequest, options: CallOptions): Promise<WaitResult> {
    checkRequest(request);
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
      const view = await takeView(scene, lookout.hasLooked());
      if (view.fulfilled.length > 0) return toWaitResult(view);
      if (view.isHopeless && isFirst) throw allGone(view.agents, request);
      if (view.isHopeless) return toWaitResult(view);
      if (clock.now() >= endsAt) return toWaitResult(await asItIsNow(scene, view, options));
      lookout.look(options);
      if (clock.now() - toldAt >= progressMs) {
        toldAt = clock.now();
        options.onProgress?.({ message: progress(request, view.agents), elapsedMs: toldAt - scene.began });
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
      readUpTo: request.cursor ?? before.cursor,
      baseline: undefined,
    };
  }

  async function takeView(scene: Scene, hasLooked: boolean): Promise<View> {
    const ledger = await events.ledger();
    await hear(scene, ledger);
    if (hasLooked) scene.baseline ??= ledger.cursor;
    const { request, listed, before, watched, goneBefore, heard } = scene;
    const present = keepWatched(presentAgents({ listed, before, ledger, now: clock.now() }), watched, goneBefore);
    const fulfilled = fulfilments({
      until: request.until,
      agents: present,
      events: heard.filter((event) => counts(event, scene)),
      ledger,
      countsOpen: request.cursor === undefined,
      isEverybody: watched === "everybody",
    });
    const isHopeless =
      watched !== "everybody" && request.until !== "deleted" && present.every(({ status }) => status === "deleted");
    const happened = heard.map((event) => toHappening(event, ledger));
    return { fulfilled, happened, agents: present, cursor: ledger.cursor, isHopeless };
  }

  /** Reads on in the log. Of very much at once only the end is kept, and what can decide. */
  async function hear(scene: Scene, { cursor }: FleetLedger): Promise<void> {
    if (cursor <= scene.readUpTo) return;
    const { watched, request } = scene;
    const query = {
      ...(watched === "everybody" ? {} : { workspaceIds: [...watched] }),
      after: scene.readUpTo,
      before: cursor + 1,
      order: "newest first" as const,
      limit: mostEvents,
    };
    const newest = await events.read(query);
    const types = decisiveTypes[request.until];
    const decisive = newest.length === mostEvents && types ? await events.read({ ...query, types }) : [];
    const known = new Map([...decisive, ...newest].map((event) => [event.seq, event]));
    scene.heard = [...scene.heard, ...[...known.values()].toSorted((a, b) => a.seq - b.seq)];
    scene.readUpTo = cursor;
  }

  async function asItIsNow(scene: Scene, view: View, options: CallOptions): Promise<View> {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(lastLookMs)]);
    try {
      const listed = await agents.list({ ...options, signal });
      const ledger = await events.ledger();
      const present = presentAgents({ listed, before: ledger, ledger, now: clock.now() });
      return { ...view, agents: keepWatched(present, scene.watched, scene.goneBefore) };
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
  heard: readonly FleetEvent[];
  readUpTo: number;
  /** Place in the log after which everything is news. */
  baseline: number | undefined;
}

interface View {
  readonly fulfilled: readonly Happening[];
  readonly happened: readonly Happening[];
  readonly agents: readonly PresentAgent[];
  readonly cursor: number;
  /** Nobody is left who could fulfil it. */
  readonly isHopeless: boolean;
}

/** The first look of a wait writes down what happened before anybody waited: without a cursor, that is no news. */
function counts({ seq, occurredAt }: FleetEvent, { request, baseline, began }: Scene): boolean {
  if (request.cursor !== undefined) return true;
  return (baseline !== undefined && seq > baseline) || Date.parse(occurredAt) >= began;
}

function checkRequest({ until, timeoutSeconds }: WaitRequest): void {
  if (!(timeoutSeconds >= 1 && timeoutSeconds <= longestSeconds))
    throw new ServiceError("invalid_input", `A wait takes 1 to ${longestSeconds} s, not ${timeoutSeconds}.`, {
      hint: "Wait again with the cursor of the answer to wait longer.",
    });
  if (!WaitFor.safeParse(until).success)
    throw new ServiceError("invalid_input", "There is no such thing to wait for.", {
      hint: `until is one of ${WaitFor.options.join(", ")}.`,
    });
}

function allGone(agents: readonly PresentAgent[], { until }: WaitRequest): ServiceError {
  const names = agents.map(({ name }) => `"${name}"`).join(", ");
  return new ServiceError("not_found", `Agent ${names} is gone, so waiting for ${until} makes no sense.`, {
    hint: "Call list_agents to see who is there, or query_events to see what became of it.",
  });
}

function progress({ until, agentNames }: WaitRequest, agents: readonly PresentAgent[]): string {
  const busy = agents.filter(({ status }) => status === "busy").length;
  const who = agentNames?.length === 1 ? (agents[0]?.name ?? "one agent") : `${agents.length} agents`;
  return `Waiting for ${until.replace("_", " ")} of ${who}; ${busy} busy`;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
