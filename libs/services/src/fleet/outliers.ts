import type { AgentLedger, Outlier } from "@fleet-mcp/models";

const fewestSamples = 8;
const threshold = 3.5;

/**
 * Figures that stand out upwards from those of the same project and role, most striking first. Robust, so that what stands out
 * does not hide itself: modified z-score above 3.5, at least 8 agents (Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993).
 */
export function findOutliers(agents: readonly AgentLedger[], now: number): Outlier[] {
  return grouped(agents)
    .flatMap((group) => measures.flatMap(({ measure, of }) => standOut(measure, readFrom(group, of, now))))
    .toSorted((a, b) => b.score - a.score || a.agent_name.localeCompare(b.agent_name));
}

function grouped(agents: readonly AgentLedger[]): readonly (readonly AgentLedger[])[] {
  const groups = new Map<string, AgentLedger[]>();
  for (const agent of agents) {
    const key = JSON.stringify([agent.project, agent.role]);
    const group = groups.get(key);
    if (group) group.push(agent);
    else groups.set(key, [agent]);
  }
  return [...groups.values()];
}

interface Sample {
  readonly name: string;
  readonly value: number;
}
type Figure = (agent: AgentLedger, now: number) => number | undefined;

const measures: readonly { readonly measure: Outlier["measure"]; readonly of: Figure }[] = [
  {
    measure: "task_duration_s",
    of: ({ durationsMs }) => (durationsMs.length > 0 ? median(durationsMs) / 1_000 : undefined),
  },
  { measure: "failure_rate", of: failureRate },
  { measure: "restarts", of: ({ restarts }) => restarts },
  { measure: "idle_s", of: idleSeconds },
];

function failureRate({ tasksFailed, tasksSucceeded }: AgentLedger): number | undefined {
  const ended = tasksFailed + tasksSucceeded;
  return ended > 0 ? tasksFailed / ended : undefined;
}

function idleSeconds({ idleMs, status, since }: AgentLedger, now: number): number {
  const current = status === "idle" ? Math.max(0, now - Date.parse(since)) : 0;
  return (idleMs + current) / 1_000;
}

/** An agent without the figure (no task yet, for instance) is no sample of it. */
function readFrom(group: readonly AgentLedger[], of: Figure, now: number): Sample[] {
  return group.flatMap((agent) => {
    const value = of(agent, now);
    return value === undefined || !Number.isFinite(value) ? [] : [{ name: agent.name, value }];
  });
}

function standOut(measure: Outlier["measure"], samples: readonly Sample[]): Outlier[] {
  if (samples.length < fewestSamples) return [];
  const middle = median(samples.map(({ value }) => value));
  const spread = spreadAround(
    middle,
    samples.map(({ value }) => value),
  );
  if (spread.width === 0) return [];
  return samples
    .map(({ name, value }) => ({ name, value, score: (value - middle) / spread.width }))
    .filter(({ score }) => score > threshold)
    .map(({ name, value, score }) => ({
      agent_name: name,
      measure,
      value: rounded(value),
      median: rounded(middle),
      score: rounded(score),
      samples: samples.length,
      confidence: spread.isCoarse ? "low" : confidenceOf(samples.length),
    }));
}

/**
 * What a distance from the median is measured by: MAD / 0.6745, and where more than half of the figures are the same, so that it is 0,
 * 1.253314 × the mean absolute deviation (ibid.), which one deviant pulls with it. 0 when all figures are the same.
 */
function spreadAround(
  middle: number,
  values: readonly number[],
): { readonly width: number; readonly isCoarse: boolean } {
  const deviations = values.map((value) => Math.abs(value - middle));
  const mad = median(deviations);
  if (mad > 0) return { width: mad / 0.6745, isCoarse: false };
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length;
  return { width: mean * 1.253314, isCoarse: true };
}

function confidenceOf(samples: number): Outlier["confidence"] {
  if (samples < 15) return "low";
  return samples < 30 ? "medium" : "high";
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

const rounded = (figure: number): number => Math.round(figure * 100) / 100;
