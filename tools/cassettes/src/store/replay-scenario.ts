import { createFakeClock, serveCassette } from "@fleet-mcp/testing";
import { untilAborted } from "../recorder/until-aborted.ts";
import type { NamedScenario } from "./load-scenarios.ts";

/** What a scenario's `run` asks today and its cassette does not hold, and the other way round; empty when they agree. */
export async function replayScenario({ name, scenario }: NamedScenario, file: string): Promise<readonly string[]> {
  const served = await serveCassette(file);
  const context = {
    url: served.url,
    token: "token-of-a-cassette",
    owner: "me",
    clock: createFakeClock(),
    signal: AbortSignal.timeout(60_000),
  };
  try {
    const failure = await untilAborted(scenario.run(context), context.signal).then(
      () => [],
      (error: unknown) => [`${name} fails on its cassette: ${String(error)}`],
    );
    return [
      ...firstOf(served.unmatched).map((key) => `${name} requests what its cassette does not hold: ${key}`),
      ...firstOf(served.unused()).map((key) => `${name} no longer requests: ${key}`),
      ...failure,
    ];
  } finally {
    await served.close();
  }
}

function firstOf(keys: readonly string[]): readonly string[] {
  return keys.length <= 5 ? keys : [...keys.slice(0, 5), `and ${keys.length - 5} more`];
}
