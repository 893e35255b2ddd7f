import { createFakeClock, nearestKeys, replayCassette, serveReplay } from "@fleet-mcp/testing";
import type { Answers, Cassette } from "@fleet-mcp/testing";
import { toCoderOrigin } from "../normalise/normalise.ts";
import { runScenario } from "../recorder/run-scenario.ts";
import { finishCassette } from "../store/finish-cassette.ts";
import type { NamedScenario } from "../store/load-scenarios.ts";
import { readRecordings } from "./read-recordings.ts";
import { createRecordingAnswers } from "./recording-answers.ts";

/** Virtual waits take no time: whoever needs more waits for what is not in the recording. */
const limits = { timeoutMs: 60_000, maxRequests: 500 };

/** The cassette of one scenario from its recordings in `folder`. Throws for a request that they do not answer. */
export async function cutCassette(named: NamedScenario, folder: string): Promise<Cassette> {
  const { recordings: names, ahead = [] } = named.scenario.from;
  const recordings = readRecordings(folder, names);
  const answers = createRecordingAnswers(recordings, { ahead });
  const served = await serveReplay(replayCassette(answers));
  const clock = createFakeClock(recordings[0].log.entries[0]?.startedDateTime);
  const drive = { upstream: served.url, token: "token-of-a-recording", owner: "me", clock, ...limits, isLive: false };
  try {
    const entries = await runScenario(named.scenario, drive).catch((cause: unknown) => {
      throw (
        unanswered(named.name, served.unmatched, answers) ??
        new Error(`${named.name} failed: ${String(cause)}`, { cause })
      );
    });
    const fault = unanswered(named.name, served.unmatched, answers);
    if (fault !== undefined) throw fault;
    return finishCassette(named, entries, [toCoderOrigin(served.url)]);
  } finally {
    await served.close();
  }
}

function unanswered(name: string, unmatched: readonly string[], answers: Answers): Error | undefined {
  if (unmatched.length === 0) return undefined;
  const lines = unmatched.flatMap((key) => [`  ${key}`, ...explain(key, answers.keys()).map((line) => `    ${line}`)]);
  return new Error(`${name} asks what its recordings do not answer:\n${lines.join("\n")}`);
}

function explain(key: string, recorded: readonly string[]): readonly string[] {
  if (!recorded.includes(key)) return nearestKeys(key, recorded).map((near) => `recorded: ${near}`);
  return key.startsWith("GET ")
    ? ["recorded, but after a later write: put a part of it into `ahead`, or make that write in `given`"]
    : ["recorded, but not as often"];
}
