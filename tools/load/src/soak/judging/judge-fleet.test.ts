import { describe, expect, it } from "@jest/globals";
import type { AgentAtTheEnd } from "./fleet-at-the-end.ts";
import { judgeFleet } from "./judge-fleet.ts";
import type { AgentTruth, FleetEvidence } from "./judge-fleet.ts";

const receipt = { agent: "ant", prompt: "Sing" };

function judge({
  told,
  ...evidence
}: Partial<Omit<FleetEvidence, "told">> & { told?: Partial<FleetEvidence["told"]> }) {
  return judgeFleet({
    told: { accepted: [], created: [], deleted: [], deleting: [], ...told },
    truth: [makeTruth()],
    buildsBefore: new Map(),
    fleet: [makeAgent()],
    ...evidence,
  });
}

const makeTruth = (changes: Partial<AgentTruth> = {}): AgentTruth => ({
  workspaceId: "w1",
  name: "ant",
  prompts: [],
  builds: [{ transition: "start" }],
  ...changes,
});
const makeAgent = (changes: Partial<AgentAtTheEnd> = {}): AgentAtTheEnd => ({
  workspaceId: "w1",
  name: "ant",
  transition: "start",
  job: "succeeded",
  isReady: true,
  ...changes,
});
const got = (text: string, deliveries: number, way = "send") => ({
  text,
  way,
  deliveredMs: Array.from({ length: deliveries }, (_, index) => index),
});
const stopped = { transition: "stop", isReady: false };
const restarted = [{ transition: "start" }, { transition: "stop" }];

describe("judgeFleet, prompts", () => {
  it("finds nothing wrong with a prompt that arrived once", () => {
    const truth = [makeTruth({ prompts: [got("Sing", 1)] })];

    expect(judge({ told: { accepted: [receipt], created: [receipt] }, truth })).toEqual([]);
  });

  it("finds a prompt that arrived twice", () => {
    const truth = [makeTruth({ prompts: [got("Sing", 2)] })];

    expect(judge({ truth })).toEqual([{ check: "prompt delivered twice", what: 'ant got "Sing" 2 times' }]);
  });

  it("leaves alone what the simulator's own people repeat", () => {
    expect(judge({ truth: [makeTruth({ prompts: [got("Sing", 2, "life")] })] })).toEqual([]);
  });

  it("finds an accepted prompt that never arrived", () => {
    expect(judge({ told: { accepted: [receipt] } })).toEqual([
      { check: "accepted prompt lost", what: 'ant never got "Sing", its receipt said yes' },
    ]);
  });

  it("finds an accepted prompt that arrived elsewhere", () => {
    const truth = [makeTruth(), makeTruth({ workspaceId: "w2", name: "bee", prompts: [got("Sing", 1)] })];

    expect(judge({ told: { accepted: [receipt] }, truth })).toMatchObject([{ check: "accepted prompt lost" }]);
  });

  it("knows an agent by its name in any case, and a prompt without the space around it", () => {
    const truth = [makeTruth({ prompts: [got("Sing", 1)] })];

    expect(judge({ told: { accepted: [{ agent: "ANT", prompt: " Sing\n" }] }, truth })).toEqual([]);
  });

  it("finds the first task of a created agent that works without it", () => {
    expect(judge({ told: { created: [receipt] } })).toEqual([
      { check: "accepted prompt lost", what: 'ant was created with "Sing" and works without' },
    ]);
  });

  it("asks for no first task of an agent that never came up, or is gone", () => {
    const told = { created: [receipt] };

    expect(judge({ told, fleet: [makeAgent({ job: "failed", isReady: false })] })).toEqual([]);
    expect(judge({ told, fleet: [] })).toEqual([]);
  });
});

describe("judgeFleet, restarts", () => {
  it("finds an agent that was stopped and not started", () => {
    expect(judge({ truth: [makeTruth({ builds: restarted })], fleet: [makeAgent(stopped)] })).toEqual([
      { check: "agent left stopped by a restart", what: "ant was stopped and not started again" },
    ]);
  });

  it("finds it among agents that were there before, too", () => {
    const evidence = { truth: [makeTruth({ builds: restarted })], fleet: [makeAgent(stopped)] };

    expect(judge({ ...evidence, buildsBefore: new Map([["w1", 1]]) })).toHaveLength(1);
  });

  it("leaves alone who was stopped from the beginning", () => {
    const evidence = { truth: [makeTruth({ builds: restarted })], fleet: [makeAgent(stopped)] };

    expect(judge({ ...evidence, buildsBefore: new Map([["w1", 2]]) })).toEqual([]);
  });

  it("leaves alone whose stop failed, and whose start did", () => {
    const truth = [makeTruth({ builds: restarted })];

    expect(judge({ truth, fleet: [makeAgent({ ...stopped, job: "failed" })] })).toEqual([]);
    expect(judge({ truth, fleet: [makeAgent({ job: "failed" })] })).toEqual([]);
  });
});

describe("judgeFleet, deletions", () => {
  it("finds an agent that was reported gone and is there", () => {
    expect(judge({ told: { deleted: ["ant", "ant"] } })).toEqual([
      { check: "agent survives its reported deletion", what: "ant was reported deleted and is there" },
    ]);
  });

  it("finds an agent that was reported going while Coder was never asked", () => {
    expect(judge({ told: { deleting: ["ant"] } })).toEqual([
      { check: "agent survives its reported deletion", what: "ant was reported as being deleted; nobody asked Coder" },
    ]);
  });

  it("accepts who is gone, and whose deletion was asked for and failed", () => {
    const builds = [{ transition: "start" }, { transition: "delete" }];

    expect(judge({ told: { deleted: ["ant"] }, fleet: [] })).toEqual([]);
    expect(judge({ told: { deleting: ["ant"] }, truth: [makeTruth({ builds })] })).toEqual([]);
  });
});
