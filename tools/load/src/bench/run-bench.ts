import { mkdir, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { withCleanUp } from "../processes/clean-up.ts";
import { repositoryRoot } from "../processes/repository-root.ts";
import { figuresTable } from "./figures-table.ts";
import { judgeGrowth } from "./growth.ts";
import type { GrowthPoint } from "./growth.ts";
import { growthTable } from "./growth-table.ts";
import { judgeFigure } from "./judge-figure.ts";
import type { JudgedFigure } from "./judge-figure.ts";
import type { Measure } from "./measure.ts";
import type { BenchOptions } from "./parse-options.ts";
import { fullScale, quickScale } from "./scale.ts";
import { surroundings } from "./surroundings.ts";

export interface Output {
  /** The report. */
  say(line: string): void;
  /** What is going on meanwhile. */
  note(line: string): void;
}

/** Measures one thing after the other, prints the report and keeps everything as JSON. Rejects when a measure fails. */
export async function runBench(
  all: readonly Measure[],
  { quick, release, only, json }: BenchOptions,
  { say, note }: Output,
): Promise<void> {
  const scale = quick ? quickScale : fullScale;
  const chosen = all.filter(({ name }) => only.length === 0 || only.includes(name));
  const where = await surroundings(new Date());
  const figures: JudgedFigure[] = [];
  const points: GrowthPoint[] = [];
  await withCleanUp(async ({ keep }) => {
    for (const { name, about, measure } of chosen) {
      note(`${name}: ${about} …`);
      const found = await measure({ scale, keep, release });
      figures.push(...(found.figures ?? []).map((figure) => judgeFigure(name, figure)));
      points.push(...(found.growth ?? []));
    }
  });

  const when = `${where.time.slice(0, 16).replace("T", " ")} UTC`;
  say(
    `${when}, ${where.machine}, load before ${where.load}, Node ${where.node}, commit ${where.commit}, Coder ${release}`,
  );
  const percentiles = `percentiles over ${scale.calls.toLocaleString("en-US")} calls a run`;
  say(`Medians of ${scale.runs} runs or more after a warm-up, ${percentiles}${quick ? "; quick, so rough" : ""}\n`);
  if (figures.length > 0) say(`${figuresTable(figures)}\n`);
  const verdict = points.length > 0 ? judgeGrowth(points) : undefined;
  if (verdict) say(`${growthTable(points, verdict)}\n`);

  const file = json ?? `${repositoryRoot}tmp/bench/${where.time.replaceAll(":", "-")}.json`;
  await mkdir(dirname(resolve(file)), { recursive: true });
  const record = { ...where, quick, release, scale, figures, growth: verdict && { points, ...verdict } };
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
  say(`Everything measured: ${relative(process.cwd(), resolve(file))}`);
}
