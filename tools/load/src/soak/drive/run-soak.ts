import { startCoderSim } from "@fleet-mcp/coder-sim";
import { makeFolder } from "../../bench/log/make-folder.ts";
import { startHttpServer } from "../../processes/start-http-server.ts";
import { judgeAlerts } from "../judging/judge-alerts.ts";
import { judgeAnswers } from "../judging/judge-answers.ts";
import { judgeChats } from "../judging/judge-chats.ts";
import { judgeFailedBuilds } from "../judging/judge-failed-builds.ts";
import { judgeFleet } from "../judging/judge-fleet.ts";
import { judgeLooks, longestPause } from "../judging/judge-looks.ts";
import { judgeMemory, memoryTrend } from "../judging/judge-memory.ts";
import { judgeOrders } from "../judging/judge-orders.ts";
import { judgeServer } from "../judging/judge-server.ts";
import { judgeStatuses } from "../judging/judge-statuses.ts";
import { looksIn } from "../judging/looks.ts";
import { createDice } from "../managers/dice.ts";
import { createLedger } from "../managers/ledger.ts";
import { createRoster } from "../managers/roster.ts";
import type { SoakOptions } from "../parse-options.ts";
import type { SoakOutcome } from "../report.ts";
import { soakFaults } from "../soak-faults.ts";
import { endServer } from "./end-server.ts";
import { endSuccessors } from "./end-successors.ts";
import { keepEvidence } from "./keep-evidence.ts";
import { readLog } from "./read-log.ts";
import { restOfFleet } from "./rest-of-fleet.ts";
import { runManager } from "./run-manager.ts";
import { runObservers } from "./run-observers.ts";
import type { Observers } from "./run-observers.ts";
import { sampleMemory } from "./sample-memory.ts";
import { sampleStays } from "./sample-stays.ts";
import { successorsOf } from "./successors-of.ts";

export interface Observer {
  /** Ends it early, as when its time is over. */
  readonly interrupted: AbortSignal;
  /** Called every 10 s. */
  onProgress(line: string): void;
}

/** How much faster than real the simulated Coder lives: builds take a tenth of a second, work a few seconds. */
const timeScale = 20;
/** Stops take most of a real second, so that others and faults come in between stop and start. */
const timings = { stopMs: 15_000 };
const progressMs = 10_000;
/** All managers are one caller to the server. */
const unlimited = ["--requests-per-minute", "1000000"];
/** Beyond those of any manager. */
const dicesOfObservers = 1_000;
/** With room, V8 lets garbage lie for minutes, which looks like growth; in a small heap only what is held on to grows. */
const nodeFlags = ["--max-old-space-size=128", "--max-semi-space-size=8"];

/** One soak, from the start of its processes to the judgement; nothing of it is left running, and evidence only where it found something. */
export async function runSoak(options: SoakOptions, observer: Observer): Promise<SoakOutcome> {
  const { release, agents, seed } = options;
  // Its own rate limit counts in simulated minutes, which pass in three seconds: the fault stands in for it.
  const coder = await startCoderSim({ release, agents, seed: String(seed), timeScale, timings, rateLimit: 0 });
  const folder = await makeFolder();
  let outcome: SoakOutcome | undefined;
  try {
    outcome = await withServers(options, coder, folder.path, (servers) => soak(options, observer, coder, servers));
    return outcome;
  } finally {
    await coder.close();
    if (outcome?.evidence === undefined) await folder.stop();
  }
}

/** One server for the managers, which observes nothing by itself, and others that observe and are killed: they share an event log. */
async function withServers<Result>(
  { seed }: SoakOptions,
  coder: Coder,
  folder: string,
  act: (servers: Servers) => Promise<Result>,
): Promise<Result> {
  const env = { FLEET_MCP_DATA_DIR: folder };
  const server = await startHttpServer(coder, { nodeFlags, env, flags: unlimited });
  try {
    const observers = await runObservers(coder, env, createDice(seed, dicesOfObservers));
    try {
      return await act({ server, observers, folder });
    } finally {
      await observers.stop();
    }
  } finally {
    await server.stop();
  }
}

type Coder = Awaited<ReturnType<typeof startCoderSim>>;

interface Servers {
  readonly server: Awaited<ReturnType<typeof startHttpServer>>;
  readonly observers: Observers;
  /** Of the event log. */
  readonly folder: string;
}

async function soak(options: SoakOptions, observer: Observer, coder: Coder, servers: Servers): Promise<SoakOutcome> {
  const { sim } = coder;
  const { server, observers, folder } = servers;
  // Counted now: what the simulator gives out goes on changing.
  const before = toll(sim.truth().agents);
  const [ledger, roster] = [createLedger(), createRoster()];
  const ended = new AbortController();
  void server.exited.then(() => ended.abort());
  const lastsMs = options.minutes * 60_000;
  const over = AbortSignal.any([AbortSignal.timeout(lastsMs), observer.interrupted, ended.signal]);

  const [startMs, workedFromMs] = [performance.now(), Date.now()];
  const elapsedMs = () => performance.now() - startMs;
  const memory = sampleMemory(server.pid, lastsMs, over);
  const stays = sampleStays(coder, over);
  sim.faults.set(Object.fromEntries(options.faults.map((name) => [name, soakFaults[name]])));
  const progress = setInterval(() => {
    const used = Math.round((memory.at(-1)?.bytes ?? 0) / 2 ** 20);
    const words = [`${ledger.calls()} calls`, `${roster.size()} agents heard of`, `server ${used} MB`];
    observer.onProgress(`${Math.round(elapsedMs() / 1_000)} s: ${words.join(", ")}`);
  }, progressMs);
  await Promise.all(
    Array.from({ length: options.managers }, (_, index) => {
      let labels = 0;
      const nextLabel = () => `m${index}-${(labels += 1)}`;
      const dice = createDice(options.seed, index);
      const desk = { url: server.ready, wanted: options.agents, isFickle: index === 0 };
      return runManager({ ...desk, dice, roster, ledger, nextLabel, over });
    }),
  ).finally(() => clearInterval(progress));
  const workedMs = elapsedMs();
  const workedUntilMs = Date.now();

  // An interrupt from a terminal reaches the server as well: then it ends by itself, rightly.
  const endedEarly = ended.signal.aborted && !observer.interrupted.aborted;
  sim.faults.clear();
  const exitCode = ended.signal.aborted ? await server.exited : await endServer(server);
  await endSuccessors(successorsOf(server.log));
  const fleet = await restOfFleet(coder);
  await observers.stop();
  const events = await readLog(folder);
  const watch = { fromMs: workedFromMs, untilMs: workedUntilMs, looks: looksIn(events), kills: observers.kills };
  const { agents: truth, chats } = sim.truth();
  const after = toll(truth);
  const findings = [
    ...judgeServer({ endedEarly, exitCode, log: server.log }),
    ...judgeAnswers(ledger),
    ...judgeFleet({ told: ledger, truth, buildsBefore: before.buildsOf, fleet }),
    ...judgeChats({ told: ledger, chats, truth, fleet, log: server.log }),
    ...judgeMemory(memory),
    ...judgeOrders(events, ledger, new Map(truth.map(({ workspaceId, name }) => [workspaceId, name]))),
    ...judgeLooks(watch),
    ...judgeStatuses(events, stays()),
    ...judgeAlerts(events, workedUntilMs),
    ...judgeFailedBuilds(events, stays()),
  ];
  return {
    ledger,
    elapsedMs: workedMs,
    deliveries: after.deliveries - before.deliveries,
    builds: after.builds - before.builds,
    deletions: truth.filter(({ deletedMs }) => deletedMs !== undefined).length,
    struck: sim.faults.counts(),
    memory: memoryTrend(memory),
    log: {
      events: events.length,
      looks: watch.looks.length,
      pauseMs: longestPause(watch),
      kills: observers.kills.length,
    },
    findings,
    ...(findings.length === 0
      ? {}
      : { evidence: await keepEvidence(folder, { log: server.log, stays: stays(), truth: sim.truth() }) }),
  };
}

type AgentTruth = ReturnType<Coder["sim"]["truth"]>["agents"][number];

/** What has happened so far. */
function toll(agents: readonly AgentTruth[]) {
  return {
    deliveries: sum(agents.flatMap(({ prompts }) => prompts.map(({ deliveredMs }) => deliveredMs.length))),
    builds: sum(agents.map(({ builds }) => builds.length)),
    buildsOf: new Map(agents.map(({ workspaceId, builds }) => [workspaceId, builds.length])),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
