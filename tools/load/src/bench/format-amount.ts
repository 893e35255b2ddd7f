import type { Unit } from "./figure.ts";

/** Three significant digits or whole numbers: more would be noise. */
export function formatAmount(value: number, unit: Unit): string {
  return `${unit === "ms" ? precise(value) : grouped(value)} ${unit}`;
}

const precise = (value: number): string => {
  if (value >= 100) return grouped(value);
  return value.toFixed(value >= 10 ? 1 : 2);
};

const grouped = (value: number): string => Math.round(value).toLocaleString("en-US");
