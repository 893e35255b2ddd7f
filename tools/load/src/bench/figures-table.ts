import { drawTable } from "./draw-table.ts";
import { formatAmount } from "./format-amount.ts";
import type { JudgedFigure } from "./judge-figure.ts";

const head = ["name", "what", "target", "median", "worst", "baseline", "ratio", ""];

/** The one table of the bench. */
export function figuresTable(figures: readonly JudgedFigure[]): string {
  return drawTable(head, figures.map(toRow), ["median", "worst", "ratio"]);
}

function toRow({ name, what, unit, ...figure }: JudgedFigure): readonly string[] {
  const { baseline, baselineMedian, ratio } = figure;
  return [
    name,
    what,
    figure.target ?? `${figure.isLeast ? "≥" : "≤"} ${formatAmount(figure.limit, unit)}`,
    formatAmount(figure.median, unit),
    formatAmount(figure.worst, unit),
    baseline && baselineMedian !== undefined ? `${baseline.what}: ${formatAmount(baselineMedian, unit)}` : "",
    ratio === undefined ? "" : `${ratio.toFixed(1)}×`,
    figure.isOk ? "ok" : "short",
  ];
}
