import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { plots } from "./reality/plots.ts";
import { readRecording, recordingsFolder } from "./reality/recording.ts";
import { replay } from "./reality/replay.ts";
import type { Verdict } from "./reality/replay.ts";

interface Result {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
}

describe("the simulator, held to what a real Coder answered", () => {
  let results: readonly Result[] = [];
  beforeAll(async () => {
    results = await Promise.all(
      Object.entries(plots).map(async ([name, plot]) => {
        const before = (plot.follows ?? []).flatMap(readRecording);
        return { name, verdicts: await replay({ before, exchanges: readRecording(name) }, plot) };
      }),
    );
  });

  it("answers every exchange of every recording alike, but for the exceptions", () => {
    const unexplained = results.flatMap(({ name, verdicts }) =>
      verdicts.flatMap(({ at, exchange, differences }) =>
        differences
          .filter(({ path }) => !isExcepted(name, at, path))
          .map((difference) => ({ name, at, url: `${exchange.method} ${exchange.url}`, ...difference })),
      ),
    );

    expect(unexplained).toEqual([]);
  });

  it("agrees in at least 95 % of all exchanges", () => {
    const verdicts = results.flatMap((result) => result.verdicts);
    const agreeing = verdicts.filter(({ differences }) => differences.length === 0);
    const share = agreeing.length / verdicts.length;
    process.stderr.write(
      `coder-sim: ${agreeing.length} of ${verdicts.length} recorded exchanges agree (${(share * 100).toFixed(1)} %)\n`,
    );

    expect(verdicts.length).toBeGreaterThanOrEqual(688);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it("has no exception that is not needed", () => {
    const needless = Object.entries(plots).flatMap(([name, { exceptions = {} }]) =>
      Object.keys(exceptions).filter((at) => {
        const verdict = results.find((result) => result.name === name)?.verdicts[Number(at)];
        return !verdict?.differences.some(({ path }) => isExcepted(name, Number(at), path));
      }),
    );

    expect(needless).toEqual([]);
  });

  it("leaves no recording out", () => {
    const stored = readdirSync(recordingsFolder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".har"))
      .map((file) => file.slice(0, -".har".length));

    expect(Object.keys(plots).toSorted()).toEqual(stored.toSorted());
  });
});

function isExcepted(name: string, at: number, path: string): boolean {
  return plots[name]?.exceptions?.[at]?.places.some((place) => path === place || path.startsWith(`${place}.`)) ?? false;
}
