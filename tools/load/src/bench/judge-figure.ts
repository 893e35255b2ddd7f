import type { Figure } from "./figure.ts";
import { median } from "./statistics.ts";

export interface JudgedFigure extends Figure {
  /** The measure it came from, as `--only` names it. */
  readonly name: string;
  readonly median: number;
  readonly worst: number;
  readonly baselineMedian?: number;
  /** Median by median of the baseline. */
  readonly ratio?: number;
  readonly isOk: boolean;
}

/** The median decides: a worst run says more about the machine than about us. */
export function judgeFigure(name: string, figure: Figure): JudgedFigure {
  const middle = median(figure.values);
  const verdict = figure.isLeast
    ? { worst: Math.min(...figure.values), isOk: middle >= figure.limit }
    : { worst: Math.max(...figure.values), isOk: middle <= figure.limit };
  const judged = { ...figure, name, median: middle, ...verdict };
  if (!figure.baseline) return judged;
  const baselineMedian = median(figure.baseline.values);
  return { ...judged, baselineMedian, ...(baselineMedian > 0 && { ratio: middle / baselineMedian }) };
}
