import type { Receipt } from "../managers/ledger.ts";
import type { Finding } from "./finding.ts";
import { isStopped } from "./fleet-at-the-end.ts";
import type { AgentAtTheEnd } from "./fleet-at-the-end.ts";

/** What really happened to one agent, as the simulator kept it whatever it answered. */
export interface AgentTruth {
  readonly workspaceId: string;
  readonly name: string;
  readonly prompts: readonly { readonly text: string; readonly way: string; readonly deliveredMs: readonly number[] }[];
  readonly builds: readonly { readonly transition: string }[];
}

export interface FleetEvidence {
  readonly told: {
    readonly accepted: readonly Receipt[];
    readonly created: readonly Receipt[];
    readonly deleted: readonly string[];
    readonly deleting: readonly string[];
  };
  readonly truth: readonly AgentTruth[];
  /** How many builds each workspace had when the managers began. */
  readonly buildsBefore: ReadonlyMap<string, number>;
  readonly fleet: readonly AgentAtTheEnd[];
}

/**
 * Compares what managers were told with what happened. Managers act on the same agents at the same time, so only what holds in
 * any order of their calls is judged; every check says why it does.
 */
export const judgeFleet = (evidence: FleetEvidence): Finding[] => [
  ...promptsTwice(evidence),
  ...acceptedLost(evidence),
  ...createdLost(evidence),
  ...leftStopped(evidence),
  ...survivors(evidence),
  ...neverDeleted(evidence),
];

/**
 * No two calls carry the same text, and no call is repeated: a second delivery of a text is the server's doing. What the
 * simulator's own people say (`life`) did not come through the server.
 */
const promptsTwice = ({ truth }: FleetEvidence): Finding[] =>
  truth.flatMap(({ name, prompts }) =>
    prompts
      .filter(({ way, deliveredMs }) => way !== "life" && deliveredMs.length > 1)
      .map(({ text, deliveredMs }) =>
        finding("prompt delivered twice", `${name} got "${text}" ${deliveredMs.length} times`),
      ),
  );

/**
 * Only receipts that say `yes` promise anything; `unknown` is what a lost answer has to be. What others do to the agent later,
 * even deleting it, does not undo a delivery: the truth keeps it.
 */
function acceptedLost({ told, truth }: FleetEvidence): Finding[] {
  const arrived = arrivals(truth);
  return told.accepted
    .filter((receipt) => !arrived.has(key(receipt)))
    .map(({ agent, prompt }) =>
      finding("accepted prompt lost", `${agent} never got "${prompt}", its receipt said yes`),
    );
}

/**
 * The first task of a created agent waits for its machine. Others may delete or interrupt it before; but an agent whose machine
 * is ready at the end has started its CLI, and a CLI starts with the task.
 */
function createdLost({ told, truth, fleet }: FleetEvidence): Finding[] {
  const arrived = arrivals(truth);
  const ready = new Set(fleet.filter(({ isReady }) => isReady).map(({ name }) => name));
  return told.created
    .filter((receipt) => ready.has(receipt.agent) && !arrived.has(key(receipt)))
    .map(({ agent, prompt }) =>
      finding("accepted prompt lost", `${agent} was created with "${prompt}" and works without`),
    );
}

/**
 * No tool only stops: every stop since the beginning belongs to a restart, and each of several restarts of an agent ends with
 * its start, so the last one did. Stops that failed left the agent as it was, and were reported; a later deletion is no stop.
 */
function leftStopped({ truth, fleet, buildsBefore }: FleetEvidence): Finding[] {
  const stopped = new Set(fleet.filter(isStopped).map(({ workspaceId }) => workspaceId));
  return truth
    .filter(
      ({ workspaceId, builds }) => stopped.has(workspaceId) && builds.length > (buildsBefore.get(workspaceId) ?? 0),
    )
    .map(({ name }) => finding("agent left stopped by a restart", `${name} was stopped and not started again`));
}

/** Names are never used again, so a name that was reported gone is of one agent: none of that name may be there. */
function survivors({ told, fleet }: FleetEvidence): Finding[] {
  const there = new Set(fleet.map(({ name }) => name));
  return [...new Set(told.deleted)]
    .filter((name) => there.has(name))
    .map((name) => finding("agent survives its reported deletion", `${name} was reported deleted and is there`));
}

/** A deletion under way may still fail, or be followed by somebody's restart; but Coder must have been asked for it. */
function neverDeleted({ told, truth }: FleetEvidence): Finding[] {
  const asked = new Set(
    truth.filter(({ builds }) => builds.some(({ transition }) => transition === "delete")).map(({ name }) => name),
  );
  return [...new Set(told.deleting)]
    .filter((name) => !asked.has(name))
    .map((name) =>
      finding("agent survives its reported deletion", `${name} was reported as being deleted; nobody asked Coder`),
    );
}

const finding = (check: string, what: string): Finding => ({ check, what });

const key = ({ agent, prompt }: Receipt): string => `${agent.toLowerCase()}\n${prompt.trim()}`;

const arrivals = (truth: readonly AgentTruth[]): ReadonlySet<string> =>
  new Set(truth.flatMap(({ name, prompts }) => prompts.map(({ text }) => key({ agent: name, prompt: text }))));
